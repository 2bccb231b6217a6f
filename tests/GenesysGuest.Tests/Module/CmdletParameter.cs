using System.Management.Automation;
using System.Reflection;

namespace GenesysGuest.Tests.Modules;

/// <summary>A parameter as the cmdlet declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="TakesWildcards">Whether it says so.</param>
/// <param name="Range">The least and the largest value, where there is a range.</param>
/// <param name="Places">What it is in each of its parameter sets.</param>
internal sealed record CmdletParameter(
    string Name, Type Type, IReadOnlyList<string> Aliases, bool TakesWildcards, (string Least, string Most)? Range, IReadOnlyDictionary<string, ParameterPlace> Places)
{
    public const string AllSets = "__AllParameterSets";

    /// <summary>The type of its values, as help names it.</summary>
    public Type Value => Nullable.GetUnderlyingType(Type) ?? Type;

    /// <summary>Reads a property; null if it is no parameter.</summary>
    public static CmdletParameter? Of(PropertyInfo property)
    {
        IList<CustomAttributeData> attributes = property.GetCustomAttributesData();
        Dictionary<string, ParameterPlace> places = attributes.Of<ParameterAttribute>().ToDictionary(
            attribute => attribute.Named("ParameterSetName", AllSets),
            attribute => new ParameterPlace(
                attribute.Named("Mandatory", false),
                attribute.Named("Position", int.MinValue),
                attribute.Named("ValueFromPipeline", false),
                attribute.Named("ValueFromPipelineByPropertyName", false)),
            StringComparer.Ordinal);
        if (places.Count == 0)
        {
            return null;
        }

        IEnumerable<string> aliases = attributes.Of<AliasAttribute>()
            .SelectMany(attribute => (IReadOnlyCollection<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!)
            .Select(argument => (string)argument.Value!);
        (string, string)? range = attributes.Of<ValidateRangeAttribute>().FirstOrDefault() is { } limits
            ? (limits.ConstructorArguments[0].Invariant(), limits.ConstructorArguments[1].Invariant())
            : null;
        return new(property.Name, property.PropertyType, [.. aliases], attributes.Of<SupportsWildcardsAttribute>().Any(), range, places);
    }

    /// <summary>The parameters that every cmdlet with SupportsShouldProcess has.</summary>
    public static IEnumerable<CmdletParameter> OfShouldProcess =>
    [
        Switch("WhatIf", "wi"),
        Switch("Confirm", "cf"),
    ];

    private static CmdletParameter Switch(string name, string alias) => new(
        name, typeof(SwitchParameter), [alias], TakesWildcards: false, Range: null,
        new Dictionary<string, ParameterPlace>(StringComparer.Ordinal) { [AllSets] = new(false, int.MinValue, false, false) });
}
