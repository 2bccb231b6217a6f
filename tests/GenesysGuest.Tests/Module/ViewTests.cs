using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GenesysGuest.Tests.Modules;

/// <summary>The format and types files against the types that they show.</summary>
public sealed class ViewTests
{
    private static readonly string[] Secrets = [nameof(Guest.Token), nameof(Pkce.CodeVerifier), nameof(Connection.RefreshToken), nameof(AuthorizationResponse.Code)];

    private static readonly XDocument Format = Repository.Xml("src/GenesysGuest/GenesysGuest.Format.ps1xml");
    private static readonly XDocument Types = Repository.Xml("src/GenesysGuest/GenesysGuest.Types.ps1xml");

    [Fact]
    public void Every_type_named_exists()
    {
        IEnumerable<string> names = Format.Descendants("TypeName").Select(element => element.Value).Concat(Types.Root!.Elements("Type").Select(type => type.Element("Name")!.Value));

        Assert.All(names, name => Assert.True(TypeNamed(name) is not null, name));
    }

    [Fact]
    public void Every_property_named_exists_and_is_no_secret() => Assert.All(Named(), entry =>
    {
        Assert.True(TypeNamed(entry.Type)?.GetProperty(entry.Property) is not null, $"{entry.Type} has no {entry.Property}.");
        Assert.DoesNotContain(entry.Property, Secrets);
    });

    [Fact]
    public void No_script_of_a_view_reads_a_secret() => Assert.All(
        Format.Descendants("ScriptBlock").Select(script => script.Value),
        script => Assert.DoesNotMatch($@"\$_\.({string.Join('|', Secrets)})\b", script));

    [Fact]
    public void Columns_and_headers_are_equally_many() => Assert.All(
        Format.Descendants("TableControl"),
        table => Assert.Equal(table.Descendants("TableColumnHeader").Count(), table.Descendants("TableColumnItem").Count()));

    /// <summary>A type that has a secret among its properties, and no view, would show it.</summary>
    [Fact]
    public void Every_public_type_with_a_secret_has_a_default_set_of_properties_without_it()
    {
        IEnumerable<Type> secretive = typeof(Connection).Assembly.GetExportedTypes()
            .Where(type => type != typeof(AuthorizationResponse) && type.GetProperties().Any(property => Secrets.Contains(property.Name)));

        Assert.All(secretive, type => Assert.Contains(Types.Root!.Elements("Type"), entry => entry.Element("Name")!.Value == type.FullName));
    }

    private static Type? TypeNamed(string name) => typeof(Connection).Assembly.GetType(name);

    private static IEnumerable<(string Type, string Property)> Named() =>
        from view in Format.Descendants("View")
        from type in view.Element("ViewSelectedBy")!.Elements("TypeName")
        from property in view.Descendants("PropertyName").Select(element => element.Value)
            .Concat(view.Descendants("ScriptBlock").SelectMany(script => Regex.Matches(script.Value, @"\$_\.(\w+)").Select(match => match.Groups[1].Value)))
        select (type.Value, property);
}
