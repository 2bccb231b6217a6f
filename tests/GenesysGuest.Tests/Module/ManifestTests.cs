using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GenesysGuest.Tests.Modules;

public sealed class ManifestTests
{
    private static readonly string Text = Repository.Read("GenesysGuest.psd1");

    private static readonly string Root = Repository.Read("src/GenesysGuest/GenesysGuest.psm1");

    [Fact]
    public void It_exports_the_cmdlets_that_there_are() =>
        Assert.Equal(CmdletClass.All.Select(cmdlet => cmdlet.Name), List("CmdletsToExport").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("FunctionsToExport")]
    [InlineData("VariablesToExport")]
    [InlineData("AliasesToExport")]
    public void It_exports_nothing_else_and_says_so_without_wildcards(string key)
    {
        Assert.Contains(key, Text, StringComparison.Ordinal);
        Assert.Empty(List(key));
    }

    [Fact]
    public void It_loads_each_format_and_types_file_that_there_is()
    {
        IEnumerable<string> files = Directory.GetFiles(Repository.PathTo("src/GenesysGuest"), "*.ps1xml").Select(file => Path.GetFileName(file));

        Assert.Equal(files.Order(StringComparer.Ordinal), List("FormatsToProcess").Concat(List("TypesToProcess")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Its_root_module_loads_each_build_that_there_is()
    {
        XElement project = Repository.Xml("src/GenesysGuest/GenesysGuest.csproj").Root!;
        string[] frameworks = project.Descendants("TargetFrameworks").Single().Value.Split(';');

        Assert.Matches("'GenesysGuest.psm1'", Line("RootModule"));
        Assert.Equal(
            frameworks.Select(framework => $"{framework}/{typeof(GenesysCmdlet).Assembly.GetName().Name}.dll"),
            Regex.Matches(Root, @"\$PSScriptRoot/([^""]+\.dll)").Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void It_asks_for_the_PowerShell_that_its_build_for_each_edition_is_made_for()
    {
        Assert.Matches(@"'5\.1'", Line("PowerShellVersion"));
        Assert.Matches(@"-lt \[version\] '7\.4'", Root);
        Assert.Matches(@"'4\.7\.2'", Line("DotNetFrameworkVersion"));
    }

    [Fact]
    public void Its_version_is_that_of_the_assemblies_and_has_an_entry_in_the_changelog()
    {
        string version = Regex.Match(Line("ModuleVersion"), "'([0-9.]+)'").Groups[1].Value;

        Assert.Equal(version, typeof(GenesysCmdlet).Assembly.GetName().Version!.ToString(3));
        Assert.Equal(version, typeof(Connection).Assembly.GetName().Version!.ToString(3));
        Assert.Matches($@"(?m)^## {Regex.Escape(version)}\b", Repository.Read("CHANGELOG.md"));
    }

    [Fact]
    public void Its_private_data_is_made_for_the_gallery()
    {
        Assert.Contains("PSEdition_Core", List("Tags"));
        Assert.Contains("PSEdition_Desktop", List("Tags"));
        Assert.All(List("Tags"), tag => Assert.DoesNotContain(' ', tag));
    }

    private static string Line(string key) => Regex.Match(Text, $@"(?m)^\s*{key}\s*=.*$").Value;

    private static IEnumerable<string> List(string key) =>
        Regex.Matches(Regex.Match(Text, $@"(?m)^\s*{key}\s*=\s*@\(([^)]*)\)").Groups[1].Value, "'([^']*)'").Select(match => match.Groups[1].Value);
}
