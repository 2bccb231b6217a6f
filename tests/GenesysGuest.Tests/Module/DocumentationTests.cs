using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GenesysGuest.Tests.Modules;

public sealed class DocumentationTests
{
    public static TheoryData<string> Documents =>
        ["README.md", "CHANGELOG.md", "SECURITY.md", .. Directory.GetFiles(Repository.PathTo("docs"), "*.md").Select(file => $"docs/{Path.GetFileName(file)}").Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_error_id_has_one_row_in_the_troubleshooting_guide_with_cause_and_remedy()
    {
        string guide = Repository.Read("docs/troubleshooting.md");
        IEnumerable<string> rows = Regex.Matches(guide, @"(?m)^\| `(\w+)` \| [^|]{10,} \| [^|]{10,} \|$").Select(match => match.Groups[1].Value);

        Assert.Equal(Enum.GetNames<ErrorId>().Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_column_that_is_known_is_listed_in_the_guide_and_in_the_help()
    {
        string guide = Repository.Read("docs/bulk-import.md");
        string help = Repository.Read("src/GenesysGuest/en-US/GenesysGuest.dll-Help.xml");
        string[][] rows =
        [
            .. Regex.Matches(guide, @"(?m)^\| (?:name|first name|last name|email address|attributes) \| (.+) \|$")
                .Select(row => Regex.Matches(row.Groups[1].Value, "`([^`]+)`").Select(column => column.Groups[1].Value).ToArray()),
        ];

        Assert.Equal(RowSchema.Fields.Select(RowSchema.ColumnsOf).Select(Plain), rows.Select(Plain));
        Assert.All(rows, columns => Assert.Contains($": {string.Join(", ", columns)}", help, StringComparison.Ordinal));

        static string Plain(IEnumerable<string> columns) => Regex.Replace(string.Join(',', columns), "[^A-Za-z0-9,]", "").ToUpperInvariant();
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_into_the_repository_leads_somewhere(string document)
    {
        foreach (string[] link in Links(document))
        {
            string target = Target(document, link[0], Repository.Root);
            Assert.True(File.Exists(target) || Directory.Exists(target), $"{document} links to {link[0]}, which is not there.");
            if (link.Length == 2)
            {
                Assert.Contains(link[1], Anchors(File.ReadAllText(target)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_leads_somewhere_in_the_module_as_well(string document) => Assert.All(
        Links(document),
        link => Assert.True(File.Exists(Target(document, link[0], Repository.Module)), $"{document} links to {link[0]}, which does not come with the module."));

    [Fact]
    public void Every_document_is_linked_from_the_readme()
    {
        string readme = Repository.Read("README.md");

        Assert.All(Directory.GetFiles(Repository.PathTo("docs"), "*.md"), file => Assert.Contains($"(docs/{Path.GetFileName(file)})", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_picture_is_shown_with_words_for_those_who_do_not_see_it()
    {
        string[] documents = [Repository.Read("README.md"), .. Directory.GetFiles(Repository.PathTo("docs"), "*.md").Select(File.ReadAllText)];

        Assert.All(
            Directory.GetFiles(Repository.PathTo("docs/images")),
            file => Assert.Contains(documents, text => Regex.IsMatch(text, $@"!\[[^\]]{{20,}}\]\((?:docs/)?images/{Regex.Escape(Path.GetFileName(file))}\)")));
    }

    /// <summary>The tables in which each rule of the receiver, and each part of the protocol, names the tests that hold it.</summary>
    [Theory]
    [InlineData("docs/security.md")]
    [InlineData("docs/verified.md")]
    public void Every_test_that_a_guide_names_exists_and_is_a_test(string guide)
    {
        HashSet<string> tests =
        [
            .. from type in typeof(DocumentationTests).Assembly.GetTypes()
               from method in type.GetMethods()
               where method.GetCustomAttributesData().Any(attribute => attribute.AttributeType.IsAssignableTo(typeof(FactAttribute)))
               from name in new[] { type.Name, $"{type.Name}.{method.Name}" }
               select name,
        ];
        string[] named = [.. Regex.Matches(Repository.Read(guide), @"`(\w+Tests(?:\.\w+)?)`").Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, tests));
    }

    [Fact]
    public void The_picture_in_the_architecture_guide_shows_the_references_that_there_are()
    {
        string picture = Regex.Match(Repository.Read("docs/architecture.md"), @"(?s)```mermaid\n(.*?)```").Groups[1].Value;
        Dictionary<string, string> projects = Regex.Matches(picture, @"(\w+)\[""(?:\w+/)?([^"":]+)[^""]*""\]").ToDictionary(node => node.Groups[1].Value, node => node.Groups[2].Value);
        string[] ours = [.. Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Where(file => projects.ContainsValue(Path.GetFileNameWithoutExtension(file)))];
        IEnumerable<string> references =
            from project in ours
            from reference in XDocument.Load(project).Descendants("ProjectReference")
            select $"{Path.GetFileNameWithoutExtension(project)} → {Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)}";
        IEnumerable<string> arrows = Regex.Matches(picture, @"(?m)^\s*(\w+)(?:\[[^\]]*\])? --> (\w+)")
            .Select(arrow => (From: projects[arrow.Groups[1].Value], To: projects[arrow.Groups[2].Value]))
            .Where(arrow => new[] { arrow.From, arrow.To }.All(name => ours.Any(file => Path.GetFileNameWithoutExtension(file) == name)))
            .Select(arrow => $"{arrow.From} → {arrow.To}");

        Assert.NotEmpty(ours);
        Assert.Equal(references.Order(StringComparer.Ordinal), arrows.Order(StringComparer.Ordinal));
    }

    /// <summary>The links of a document to other files and to its own headings: the file, and the anchor if there is one.</summary>
    private static IEnumerable<string[]> Links(string document) =>
        Regex.Matches(WithoutCode(Repository.Read(document)), @"\]\(([^)\s]+)\)")
            .Select(link => link.Groups[1].Value.Split('#', 2))
            .Where(link => !link[0].Contains(':', StringComparison.Ordinal));

    private static string Target(string document, string link, string root) => link.Length == 0
        ? Path.Combine(root, document)
        : Path.GetFullPath(Path.Combine(root, Path.GetDirectoryName(document)!, link));

    private static string WithoutCode(string markdown) => Regex.Replace(markdown, @"(?ms)^```.*?^```\s*$|`[^`\n]*`", "");

    /// <summary>The anchors of the headings, as GitHub makes them.</summary>
    private static IEnumerable<string> Anchors(string markdown) => Regex.Matches(markdown, @"(?m)^#+ (.+)$")
        .Select(match => Regex.Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-'));
}
