using System.Management.Automation;
using System.Reflection;

namespace GenesysGuest.Tests.Modules;

public sealed class CmdletTests
{
    public static TheoryData<string> Names => CmdletClass.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlets_file_bears_the_name_of_its_class_and_the_class_that_of_the_cmdlet(string name)
    {
        CmdletClass cmdlet = CmdletClass.Named(name);

        Assert.Equal($"{name.Replace("-", "", StringComparison.Ordinal)}Command", cmdlet.Type.Name);
        Assert.Contains($"class {cmdlet.Type.Name} ", Repository.Read($"src/GenesysGuest/Commands/{cmdlet.Type.Name}.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Verbs_are_approved(string name)
    {
        IEnumerable<string> approved =
            from type in typeof(VerbsCommon).Assembly.GetExportedTypes()
            where type.Namespace == "System.Management.Automation" && type.Name.StartsWith("Verbs", StringComparison.Ordinal)
            from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
            where field.IsLiteral
            select (string)field.GetRawConstantValue()!;

        Assert.Contains(CmdletClass.Named(name).Verb, approved);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_parameter_or_output_shows_a_type_of_a_third_party(string name)
    {
        CmdletClass cmdlet = CmdletClass.Named(name);
        Assembly[] ours = [typeof(Connection).Assembly, typeof(PSObject).Assembly];

        foreach (Type type in cmdlet.Parameters.Select(parameter => parameter.Type).Concat(cmdlet.OutputTypes))
        {
            Assembly assembly = (type.GetElementType() ?? type).Assembly;
            Assert.True(ours.Contains(assembly) || assembly.GetName().Name!.StartsWith("System.", StringComparison.Ordinal), $"{type} comes from {assembly}.");
        }
    }

    /// <summary>PowerShell lays out all types of the assembly at import, before the library can be found: docs/architecture.md says more.</summary>
    [Fact]
    public void No_field_of_the_cmdlet_assembly_has_a_value_type_of_the_library()
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        IEnumerable<string> fields =
            from type in typeof(GenesysCmdlet).Assembly.GetTypes()
            from field in type.GetFields(Any)
            where field is { IsLiteral: false, FieldType.IsValueType: true } && Arguments(field.FieldType).Any(t => t.IsValueType && t.Assembly == typeof(Connection).Assembly)
            select $"{type}.{field.Name}";

        Assert.Empty(fields);

        static IEnumerable<Type> Arguments(Type type) => type.GetGenericArguments().SelectMany(Arguments).Prepend(type);
    }

    [Fact]
    public void The_library_does_not_know_PowerShell() =>
        Assert.DoesNotContain(typeof(Connection).Assembly.GetReferencedAssemblies(), reference => reference.Name is "System.Management.Automation" or "GenesysGuest");
}
