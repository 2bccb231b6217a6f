namespace GenesysGuest.Tests.Support;

/// <summary>A request as a <see cref="ScriptedServer"/> received it.</summary>
/// <param name="Address">Where it went.</param>
/// <param name="Headers">All headers, the content's included, by name.</param>
/// <param name="Body">The body; empty if it never left.</param>
/// <param name="At">When it came, by the server's clock.</param>
internal sealed record SentRequest(Uri Address, IReadOnlyDictionary<string, string> Headers, string Body, DateTimeOffset At)
{
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
