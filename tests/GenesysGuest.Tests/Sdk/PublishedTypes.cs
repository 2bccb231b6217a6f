using System.Text.Json;
using System.Text.RegularExpressions;

namespace GenesysGuest.Tests.Sdk;

/// <summary>The types of the SDK, as its declarations have them.</summary>
internal sealed partial class PublishedTypes
{
    private readonly string _declarations;

    private PublishedTypes(string declarations) => _declarations = declarations;

    public static PublishedTypes Read() => new(File.ReadAllText(Path.Combine(VendorSdk.Folder, "node_modules/purecloud-platform-client-v2/index.d.ts")));

    /// <summary>Asserts that a value has only members of a type, each of the kind that it says.</summary>
    /// <param name="type">The type's name.</param>
    /// <param name="value">The value.</param>
    public void AssertKnows(string type, JsonElement value)
    {
        Dictionary<string, string> members = MembersOf(type);
        Assert.NotEmpty(members);
        foreach (JsonProperty member in value.EnumerateObject())
        {
            Assert.True(members.TryGetValue(member.Name, out string? declared), $"{type} has no '{member.Name}'.");
            AssertIs(declared, member.Value, $"{type}.{member.Name}");
        }
    }

    [GeneratedRegex(@"^\s*""(?<name>[^""]+)""\??: (?<type>.+);\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Member { get; }

    private void AssertIs(string declared, JsonElement value, string place)
    {
        if (declared.StartsWith("Array<", StringComparison.Ordinal))
        {
            Assert.True(value.ValueKind == JsonValueKind.Array, place);
            foreach (JsonElement one in value.EnumerateArray())
            {
                AssertIs(declared["Array<".Length..^1], one, place);
            }
        }
        else if (declared.StartsWith("Models.", StringComparison.Ordinal))
        {
            AssertKnows(declared["Models.".Length..], value);
        }
        else
        {
            Assert.True(IsPlain(declared, value.ValueKind), $"{place} is no {declared}, but {value.GetRawText()}.");
        }
    }

    private static bool IsPlain(string declared, JsonValueKind kind) => declared switch
    {
        "string" => kind == JsonValueKind.String,
        "number" => kind == JsonValueKind.Number,
        "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
        _ => kind == JsonValueKind.Object, // a map, or an object of no declared type
    };

    private Dictionary<string, string> MembersOf(string type)
    {
        int start = _declarations.IndexOf($"export interface {type} {{", StringComparison.Ordinal);
        Assert.True(start >= 0, $"There is no type {type}.");
        int end = _declarations.IndexOf("\n\t}", start, StringComparison.Ordinal);
        return Member.Matches(_declarations[start..end])
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["type"].Value, StringComparer.Ordinal);
    }
}
