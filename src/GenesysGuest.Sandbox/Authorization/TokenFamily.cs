namespace GenesysGuest.Sandbox;

/// <summary>All tokens of one consent. They are revoked together (RFC 6749 §4.1.2, RFC 9700 §4.14.2).</summary>
internal sealed class TokenFamily(SandboxClient client, IReadOnlyList<string> scopes)
{
    private volatile bool _isRevoked;

    public SandboxClient Client { get; } = client;

    public IReadOnlyList<string> Scopes { get; } = scopes;

    public bool IsRevoked => _isRevoked;

    public void Revoke() => _isRevoked = true;
}
