namespace GenesysGuest.Resilience;

/// <summary>An access token as requests bear it: a secret. Made once for all requests that bear it.</summary>
/// <param name="value">The token.</param>
internal sealed class BearerToken(string value)
{
    private bool _isOnTrial;

    /// <summary>The value of the Authorization header (RFC 6750 §2.1).</summary>
    public string Header { get; } = $"Bearer {value}";

    /// <summary>What nobody may see of it.</summary>
    public IReadOnlyList<string> Secrets { get; } = [value];

    /// <summary>Whether it replaced one that the server refused, and the server has not taken it yet: refused as well, it is not replaced again.</summary>
    public bool IsOnTrial => Volatile.Read(ref _isOnTrial);

    /// <summary>Says that it replaces one that the server refused; before anyone bears it.</summary>
    public void PutOnTrial() => Volatile.Write(ref _isOnTrial, true);

    /// <summary>Says that the server took it.</summary>
    public void Accept() => Volatile.Write(ref _isOnTrial, false);

    public override string ToString() => "***";
}
