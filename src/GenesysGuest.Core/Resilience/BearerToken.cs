namespace GenesysGuest.Resilience;

/// <summary>An access token in the format of requests. It is a secret. One instance is shared by all requests with the token.</summary>
/// <param name="value">The token.</param>
internal sealed class BearerToken(string value)
{
    private bool _isOnTrial;

    /// <summary>The value of the Authorization header (RFC 6750 §2.1).</summary>
    public string Header { get; } = $"Bearer {value}";

    /// <summary>The secrets in it.</summary>
    public IReadOnlyList<string> Secrets { get; } = [value];

    /// <summary>Whether it replaced a refused token and the server has not accepted it yet. If it is refused as well, it is not replaced again.</summary>
    public bool IsOnTrial => Volatile.Read(ref _isOnTrial);

    /// <summary>Marks the token as a replacement for a refused one. Call this before the token is used.</summary>
    public void PutOnTrial() => Volatile.Write(ref _isOnTrial, true);

    /// <summary>Marks the token as accepted by the server.</summary>
    public void Accept() => Volatile.Write(ref _isOnTrial, false);

    public override string ToString() => "***";
}
