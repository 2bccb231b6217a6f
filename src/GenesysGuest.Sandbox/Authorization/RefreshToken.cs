namespace GenesysGuest.Sandbox;

/// <summary>A refresh token, remembered after use so that its reuse is noticed.</summary>
internal sealed class RefreshToken(TokenFamily family)
{
    public TokenFamily Family { get; } = family;

    public bool IsSpent { get; set; }
}
