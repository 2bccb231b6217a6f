using System.Reflection;

namespace GenesysGuest.Tests.Core.Architecture;

/// <summary>Who may know whom.</summary>
public sealed class AssemblyTests
{
    [Theory]
    [InlineData("GenesysGuest.Core.dll", "Polly.Core")]
    [InlineData("GenesysGuest.dll", "GenesysGuest.Core System.Management.Automation")]
    public void An_assembly_refers_to_no_others(string file, string references)
    {
        using AssemblyFile assembly = new(file);

        Assert.Equal(references, string.Join(' ', assembly.References));
    }

    [Fact]
    public void The_core_knows_nothing_of_PowerShell()
    {
        using AssemblyFile core = new("GenesysGuest.Core.dll");

        Assert.DoesNotContain("System.Management.Automation", core.References);
    }

    [Fact]
    public void The_sandbox_shares_no_code_with_the_core()
    {
        using AssemblyFile sandbox = new("GenesysGuest.Sandbox.dll");

        Assert.DoesNotContain("GenesysGuest.Core", sandbox.References);
    }

    /// <summary>PowerShell gives the whole list for <c>$list[0]</c> if its class has no public indexer, as those have none that the compiler makes of collection expressions.</summary>
    [Fact]
    public void Lists_that_a_user_meets_can_be_indexed_in_PowerShell() => Assert.All(
        [
            Scope.Default, Scope.Split("a b"), RowSchema.Fields, GenesysRegion.All, RowSchema.ColumnsOf(RowSchema.Email), GenesysEnvironment.Parse("usw2.pure.cloud").DefaultScopes,
            AuthorizationRequest.Create(GenesysEnvironment.Parse("usw2.pure.cloud"), "id").Scopes,
            AuthorizationRequest.Create(GenesysEnvironment.Parse("usw2.pure.cloud"), "id", scopes: new List<string> { "a", "b" }.AsReadOnly()).Scopes,
            new ImportResult(ImportOutcome.NoInput, default, default, Array.AsReadOnly<ImportedFile>([])).Files,
        ],
        (IEnumerable<object> list) => Assert.True(list is Array || list.GetType().GetDefaultMembers().Length > 0, $"{list.GetType()} cannot be indexed."));

    /// <summary>PowerShell lays out all types of a module when it is imported, before the private load context can find the core.</summary>
    [Fact]
    public void No_field_of_the_cmdlets_needs_the_core_to_be_laid_out()
    {
        using AssemblyFile cmdlets = new("GenesysGuest.dll");

        Assert.Empty(cmdlets.FieldsLaidOutWith("GenesysGuest.Core"));
    }

    [Fact]
    public void Such_a_field_would_be_found()
    {
        using AssemblyFile tests = new("GenesysGuest.Tests.dll");

        Assert.Equal(
            ["Layouts.Alone", "Layouts.Nullable", "Layouts.Within"],
            tests.FieldsLaidOutWith("GenesysGuest.Core").Where(field => field.StartsWith("Layouts.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_third_partys_type_shows_in_the_cores_public_members()
    {
        const BindingFlags open = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        IEnumerable<Type> shown = typeof(Connection).Assembly.GetExportedTypes().SelectMany(type => (Type?[])
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetProperties(open).Select(property => property.PropertyType),
            .. type.GetFields(open).Select(field => field.FieldType),
            .. type.GetMethods(open).Select(method => method.ReturnType),
            .. type.GetMethods(open).Cast<MethodBase>().Concat(type.GetConstructors(open)).SelectMany(method => method.GetParameters()).Select(p => p.ParameterType),
        ]).SelectMany(type => type is null ? [] : type.GetGenericArguments().Append(type));

        Assert.DoesNotContain(shown, type => type.Assembly.GetName().Name!.StartsWith("Polly", StringComparison.Ordinal));
    }

    /// <summary>So that what stands in a string, or in a log, says what it is.</summary>
    [Fact]
    public void Every_public_class_has_a_text_of_its_own() => Assert.DoesNotContain(
        typeof(Connection).Assembly.GetExportedTypes().Where(type => !type.IsInterface && !(type.IsAbstract && type.IsSealed)),
        type => type.GetMethod("ToString", Type.EmptyTypes)!.DeclaringType == typeof(object));

#pragma warning disable CS0649, CA1823, CA1812, IDE0044, IDE0051 // read as metadata only
    private sealed class Layouts
    {
        public ErrorId Alone;
        public ErrorId? Nullable;
        public KeyValuePair<string, ErrorId> Within;
        public List<ErrorId>? InAClass;
        public ErrorId[]? InAnArray;
        public Connection? Reference;
        public int Other;
    }
#pragma warning restore CS0649, CA1823, CA1812, IDE0044, IDE0051
}
