using System.Text.Json;

namespace GenesysGuest.Tests.Support;

/// <summary>A request as a <see cref="ScriptedServer"/> received it.</summary>
/// <param name="Address">Where it went.</param>
/// <param name="Headers">All headers, the content's included, by name.</param>
/// <param name="Content">Takes the body from the client, for which it has left from then on.</param>
/// <param name="At">When it came, by the server's clock.</param>
internal sealed record SentRequest(Uri Address, IReadOnlyDictionary<string, string> Headers, Lazy<string> Content, DateTimeOffset At)
{
    /// <summary>How it came.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>The body; empty if it never left, or has none.</summary>
    public string Body => Content.IsValueCreated ? Content.Value : "";

    /// <summary>Whom a guest is asked for; takes the body.</summary>
    public string Email => JsonElement.Parse(Content.Value).GetProperty("email").GetString()!;

    /// <summary>The value of the bearer token, or of whatever else the Authorization header holds; null: no header.</summary>
    public string? Authorization => Headers.GetValueOrDefault("Authorization");

    /// <summary>The fields of a form, decoded, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Form =>
    [
        .. Body.Split('&').Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1]))),
    ];

    /// <summary>A field of the form; null if it is not there.</summary>
    public string? Field(string name) =>
        Form.Where(field => string.Equals(field.Key, name, StringComparison.Ordinal)).Select(field => field.Value).SingleOrDefault();
}
