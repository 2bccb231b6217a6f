namespace GenesysGuest.Resilience;

/// <summary>An access token as requests bear it: a secret. Made once for all requests that bear it.</summary>
/// <param name="value">The token.</param>
internal sealed class BearerToken(string value)
{
    /// <summary>The value of the Authorization header (RFC 6750 §2.1).</summary>
    public string Header { get; } = $"Bearer {value}";

    /// <summary>What nobody may see of it.</summary>
    public IReadOnlyList<string> Secrets { get; } = [value];

    public override string ToString() => "***";
}
