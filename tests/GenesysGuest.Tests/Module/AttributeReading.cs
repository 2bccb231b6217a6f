using System.Globalization;
using System.Reflection;

namespace GenesysGuest.Tests.Modules;

/// <summary>Attributes as they stand in the metadata. They are not instantiated: the PowerShell that is referenced here has no code.</summary>
internal static class AttributeReading
{
    public static IEnumerable<CustomAttributeData> Of<T>(this IEnumerable<CustomAttributeData> attributes) => attributes.Where(a => a.AttributeType == typeof(T));

    public static T Named<T>(this CustomAttributeData attribute, string name, T otherwise) =>
        attribute.NamedArguments.Where(a => a.MemberName == name).Select(a => (T)a.TypedValue.Value!).FirstOrDefault(otherwise);

    public static string Invariant(this CustomAttributeTypedArgument argument) => Convert.ToString(argument.Value, CultureInfo.InvariantCulture)!;
}
