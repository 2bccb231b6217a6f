namespace GenesysGuest.Sandbox;

/// <summary>What the token address gives out, or why it does not.</summary>
/// <param name="Error">Why not; then there is nothing else.</param>
/// <param name="AccessToken">The access token.</param>
/// <param name="RefreshToken">The refresh token, if there is one.</param>
/// <param name="Scopes">The scopes granted.</param>
internal sealed record IssuedTokens(OAuthError? Error, string AccessToken, string? RefreshToken, IReadOnlyList<string> Scopes)
{
    public static IssuedTokens Refused(OAuthError error) => new(error, "", null, []);
}
