namespace GenesysGuest.Sandbox;

/// <summary>A refresh token, kept after use to detect its reuse.</summary>
internal sealed class RefreshToken(TokenFamily family)
{
    public TokenFamily Family { get; } = family;

    public bool IsSpent { get; set; }
}
