using System.Text.RegularExpressions;
using GenesysGuest.Tests.Modules;

namespace GenesysGuest.Tests.Core.Architecture;

/// <summary>Which part of Core may know which.</summary>
public sealed class FolderTests
{
    [Fact]
    public void No_part_leans_on_itself_through_others()
    {
        List<string> path = [];
        HashSet<string> done = [];
        foreach (string place in CoreSource.Arrows.Select(arrow => arrow.From))
        {
            Follow(place);
        }

        void Follow(string place)
        {
            Assert.False(path.Contains(place), $"A circle: {string.Join(" → ", path.SkipWhile(step => step != place))} → {place}");
            if (done.Contains(place))
            {
                return;
            }

            path.Add(place);
            foreach ((_, string to) in CoreSource.Arrows.Where(arrow => arrow.From == place))
            {
                Follow(to);
            }

            path.RemoveAt(path.Count - 1);
            done.Add(place);
        }
    }

    [Theory]
    [InlineData("Provisioning", "Guests")]
    [InlineData("Provisioning", "Rows")]
    [InlineData("Provisioning", "SignIn")]
    [InlineData("Resilience", "Provisioning")]
    [InlineData("Resilience", "SignIn")]
    [InlineData("Http", "Resilience")]
    [InlineData("SignIn", "Provisioning")]
    [InlineData("SignIn", "Connection")]
    public void One_knows_nothing_of_the_other(string from, string to) => Assert.DoesNotContain((from, to), CoreSource.Arrows);

    [Fact]
    public void The_picture_in_the_architecture_guide_shows_the_arrows_that_there_are()
    {
        string picture = Regex.Match(Repository.Read("docs/architecture.md"), @"(?s)## The folders of Core.*?```mermaid\n(.*?)```").Groups[1].Value;
        IEnumerable<string> drawn = Regex.Matches(picture, @"(?m)^\s*(\w+) --> (\w+)$").Select(arrow => $"{arrow.Groups[1].Value} → {arrow.Groups[2].Value}");
        string[] shown = [.. CoreSource.Folders, nameof(Connection)];
        IEnumerable<string> real = CoreSource.Arrows.Where(arrow => shown.Contains(arrow.From) && shown.Contains(arrow.To)).Select(arrow => $"{arrow.From} → {arrow.To}");

        Assert.Equal(real.Order(StringComparer.Ordinal), drawn.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_internal_bears_its_folders_namespace_and_what_is_public_the_librarys() => Assert.All(CoreSource.Files, file =>
    {
        string code = File.ReadAllText(file.Path);
        string folder = Path.GetDirectoryName(Path.GetRelativePath(Repository.PathTo("src/GenesysGuest.Core"), file.Path))!.Replace(Path.DirectorySeparatorChar, '.');
        bool isPublic = Regex.IsMatch(code, $@"(?m)^public [\w ]*\b{file.Type}\b");
        Assert.Contains($"namespace GenesysGuest{(isPublic || folder.Length == 0 ? "" : $".{folder}")};", code, StringComparison.Ordinal);
    });

    [Fact]
    public void No_text_of_Core_names_a_cmdlet_or_a_parameter() => Assert.All(
        CoreSource.Files, file => Assert.DoesNotMatch(@"""[^""\n]*\b(?:(?:Connect|Disconnect|New|Get|Set|Test|Remove|Invoke)-Genesys|Import-Csv|Select-Object)", File.ReadAllText(file.Path)));
}
