using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GenesysGuest.Tests.Modules;

/// <summary>THIRD-PARTY-NOTICES.txt, held against the assemblies in the module and the packages that they come from.</summary>
public sealed class ThirdPartyTests
{
    private static readonly string Notices = Repository.Read("THIRD-PARTY-NOTICES.txt").ReplaceLineEndings("\n");

    private static readonly Package[] Listed =
    [
        .. Regex.Matches(Notices, @"(?m)^([A-Z][\w.]+) {2,}(\d[\w.-]*) {2,}([A-Z][\w.-]+)$").Select(row => new Package(row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value)),
    ];

    [Fact]
    public void Each_assembly_that_ships_comes_from_a_package_of_that_name_and_version_in_the_list()
    {
        string[] shipped =
        [
            .. Directory.GetFiles(Repository.Module, "*.dll", SearchOption.AllDirectories)
                .Where(file => !Path.GetFileName(file).StartsWith("GenesysGuest", StringComparison.Ordinal)),
        ];
        ILookup<string, Package> sources = Listed
            .SelectMany(package => Directory.GetFiles(package.Folder, "*.dll", SearchOption.AllDirectories).Select(file => (package, hash: Hash(file))))
            .ToLookup(entry => entry.hash, entry => entry.package, StringComparer.Ordinal);

        Assert.NotEmpty(shipped);
        Assert.All(shipped, file => Assert.True(sources.Contains(Hash(file)), $"Run './build.ps1 Notices': no package in the list has this {Path.GetFileName(file)}."));
        Assert.Equal(
            Listed.Select(package => package.Name),
            shipped.SelectMany(file => sources[Hash(file)]).Select(package => package.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Each_package_is_listed_with_its_own_licence() => Assert.All(Listed, package => Assert.Equal(package.LicenseOfItsOwn, package.License));

    [Fact]
    public void Every_text_that_a_package_brings_along_is_there()
    {
        string[] texts =
        [
            .. from package in Listed
               from file in Directory.GetFiles(package.Folder)
               where Regex.IsMatch(Path.GetFileName(file), @"(?i)^(?:LICENSE|THIRD-PARTY-NOTICES)(?:\.|$)")
               select File.ReadAllText(file).ReplaceLineEndings("\n").Trim(),
        ];

        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.True(Notices.Contains(text, StringComparison.Ordinal), $"Run './build.ps1 Notices': this text is not there: {text[..200]}"));
        Assert.All(Listed, package => Assert.Contains($"\n{package.License}: ", Notices, StringComparison.Ordinal));
    }

    private static string Hash(string file) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)));

    private sealed record Package(string Name, string Version, string License)
    {
        public string Folder => Path.Combine(PowerShellHost.Packages, Name.ToLowerInvariant(), Version);

        public string? LicenseOfItsOwn => XDocument.Load(Path.Combine(Folder, $"{Name.ToLowerInvariant()}.nuspec"))
            .Descendants().Single(element => element is { Name.LocalName: "license" } && element.Attribute("type")?.Value is "expression").Value;
    }
}
