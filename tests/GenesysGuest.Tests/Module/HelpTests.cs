using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GenesysGuest.Tests.Modules;

public sealed class HelpTests
{
    private const string File = "src/GenesysGuest/en-US/GenesysGuest.dll-Help.xml";

    private static readonly string[] Endless = [int.MaxValue.ToString(CultureInfo.InvariantCulture), long.MaxValue.ToString(CultureInfo.InvariantCulture)];

    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly Dictionary<string, XElement> Topics = Repository.Xml(File).Descendants(Command + "command")
        .ToDictionary(topic => topic.Element(Command + "details")!.Element(Command + "name")!.Value, StringComparer.Ordinal);

    public static TheoryData<string> Names => CmdletClass.Names;

    [Fact]
    public void There_is_a_topic_for_each_cmdlet_and_no_other() =>
        Assert.Equal(CmdletClass.All.Select(cmdlet => cmdlet.Name), Topics.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void It_lies_where_PowerShell_looks_for_the_help_of_the_root_module() =>
        Assert.Equal($"{typeof(GenesysCmdlet).Assembly.GetName().Name}.dll-Help.xml", Path.GetFileName(File));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_topic_says_what_the_cmdlet_is_for(string name)
    {
        XElement topic = Topics[name];
        XElement details = topic.Element(Command + "details")!;

        Assert.Equal(name, $"{details.Element(Command + "verb")!.Value}-{details.Element(Command + "noun")!.Value}");
        Assert.NotEmpty(details.Element(Maml + "description")!.Value.Trim());
        Assert.NotEmpty(topic.Element(Maml + "description")!.Value.Trim());
        Assert.NotEmpty(topic.Element(Maml + "alertSet")!.Value.Trim());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_parameter_is_described_and_no_other(string name)
    {
        CmdletClass cmdlet = CmdletClass.Named(name);
        List<XElement> described = [.. Topics[name].Element(Command + "parameters")!.Elements()];

        Assert.Equal(
            cmdlet.Parameters.Select(parameter => parameter.Name).Order(StringComparer.OrdinalIgnoreCase),
            described.Select(Name));
        Assert.All(described, parameter => Assert.True(parameter.Element(Maml + "description")!.Value.Trim().Length > 20, $"-{Name(parameter)} is hardly described."));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_description_agrees_with_the_declaration(string name)
    {
        foreach (CmdletParameter parameter in CmdletClass.Named(name).Parameters)
        {
            XElement described = Topics[name].Element(Command + "parameters")!.Elements().Single(element => Name(element) == parameter.Name);
            string[] declared = [.. parameter.Places.Values.Select(place => Facts(parameter, place))];

            Assert.Contains(Facts(described), declared);
            Assert.Equal(parameter.Value.FullName, described.Element(Dev + "type")!.Element(Maml + "name")!.Value);
            if (parameter.Range is var (least, most))
            {
                string text = described.Element(Maml + "description")!.Value;
                Assert.Matches(Endless.Contains(most) ? $@"\b{least} or more\b" : $@"\b{least}\b.*\b{most}\b", text);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_syntax_has_each_parameter_set_with_what_belongs_to_it(string name)
    {
        IEnumerable<string> declared = CmdletClass.Named(name).ParameterSets()
            .Select(set => string.Join('\n', set.Select(entry => Facts(entry.Parameter, entry.Place)).Order(StringComparer.Ordinal)));
        IEnumerable<string> documented = Topics[name].Element(Command + "syntax")!.Elements()
            .Select(item => string.Join('\n', item.Elements(Command + "parameter").Select(Facts).Order(StringComparer.Ordinal)));

        Assert.Equal(declared.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
        Assert.All(Topics[name].Element(Command + "syntax")!.Elements(), item => Assert.Equal(name, item.Element(Maml + "name")!.Value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Inputs_and_outputs_are_those_of_the_declaration(string name)
    {
        CmdletClass cmdlet = CmdletClass.Named(name);
        IEnumerable<string?> inputs = cmdlet.Parameters.Where(parameter => parameter.Places.Values.Any(place => place.FromPipeline)).Select(parameter => parameter.Type.FullName);
        IEnumerable<string?> outputs = cmdlet.OutputTypes.Select(type => type.FullName);

        Assert.Equal(OrNone(inputs), Types("inputTypes", "inputType"));
        Assert.Equal(OrNone(outputs), Types("returnValues", "returnValue"));

        IEnumerable<string> Types(string list, string item) =>
            Topics[name].Element(Command + list)!.Elements(Command + item).Select(type => type.Element(Dev + "type")!.Element(Maml + "name")!.Value);

        static IEnumerable<string?> OrNone(IEnumerable<string?> types) => types.DefaultIfEmpty("None");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void There_are_at_least_three_examples_with_a_title_and_a_remark(string name)
    {
        List<XElement> examples = [.. Topics[name].Element(Command + "examples")!.Elements()];

        Assert.True(examples.Count >= 3, $"{name} has {examples.Count} examples.");
        for (int i = 0; i < examples.Count; i++)
        {
            Assert.Matches(string.Create(CultureInfo.InvariantCulture, $@"\A-+ Example {i + 1}: .+ -+\z"), examples[i].Element(Maml + "title")!.Value);
            Assert.NotEmpty(examples[i].Element(Dev + "code")!.Value.Trim());
            Assert.NotEmpty(examples[i].Element(Dev + "remarks")!.Value.Trim());
        }

        Assert.Contains(examples, example => example.Element(Dev + "code")!.Value.Contains(name, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Links_lead_to_cmdlets_and_topics_that_exist(string name)
    {
        List<string> links = [.. Topics[name].Element(Command + "relatedLinks")!.Elements().Select(link => link.Element(Maml + "linkText")!.Value)];

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(
            link == "Import-Csv" || Topics.ContainsKey(link) || System.IO.File.Exists(Repository.PathTo($"src/GenesysGuest/en-US/{link}.help.txt")), link));
    }

    [Fact]
    public void Every_guide_that_is_named_comes_with_the_module()
    {
        string[] texts = [.. Directory.GetFiles(Repository.PathTo("src/GenesysGuest/en-US")).Select(System.IO.File.ReadAllText)];
        string[] guides = [.. texts.SelectMany(text => Regex.Matches(text, @"[\w./-]+\.md\b")).Select(match => match.Value).Distinct(StringComparer.Ordinal)];

        Assert.NotEmpty(guides);
        Assert.All(guides, guide => Assert.True(System.IO.File.Exists(Path.Combine(Repository.Module, guide)), guide));
    }

    [Fact]
    public void Every_error_id_is_named() =>
        Assert.All(Enum.GetNames<ErrorId>(), id => Assert.Matches($@"\b{id}\b", Repository.Read(File)));

    [Fact]
    public void About_topics_fit_a_console_of_eighty_columns()
    {
        string[] topics = Directory.GetFiles(Repository.PathTo("src/GenesysGuest/en-US"), "about_*.help.txt");

        Assert.NotEmpty(topics);
        foreach (string topic in topics)
        {
            string[] lines = System.IO.File.ReadAllLines(topic);
            Assert.Equal("TOPIC", lines[0]);
            Assert.Equal($"    {Regex.Replace(Path.GetFileName(topic), @"\.help\.txt\z", "")}", lines[1]);
            Assert.All(lines, line => Assert.True(line.Length <= 80 && !line.Contains('\t', StringComparison.Ordinal), line));
        }
    }

    private static string Name(XElement parameter) => parameter.Element(Maml + "name")!.Value;

    private static string Facts(CmdletParameter parameter, ParameterPlace place) => Facts(
        parameter.Name,
        parameter.Value == typeof(SwitchParameter) ? "" : parameter.Value.Name,
        place.IsMandatory ? "true" : "false",
        place.PositionInHelp,
        place.PipelineInHelp,
        parameter.TakesWildcards ? "true" : "false",
        parameter.Aliases is [] ? "none" : string.Join(", ", parameter.Aliases));

    private static string Facts(XElement parameter) => Facts(
        Name(parameter),
        parameter.Element(Command + "parameterValue")?.Value is { } type and not nameof(SwitchParameter) ? type : "",
        parameter.Attribute("required")!.Value,
        parameter.Attribute("position")!.Value,
        parameter.Attribute("pipelineInput")!.Value,
        parameter.Attribute("globbing")!.Value,
        parameter.Attribute("aliases")!.Value);

    private static string Facts(string name, string type, string mandatory, string position, string pipeline, string wildcards, string aliases) =>
        $"-{name} <{type}> mandatory: {mandatory}, position: {position}, pipeline: {pipeline}, wildcards: {wildcards}, aliases: {aliases}";
}
