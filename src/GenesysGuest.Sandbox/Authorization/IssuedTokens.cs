namespace GenesysGuest.Sandbox;

/// <summary>The tokens that the token address issues, or an error.</summary>
/// <param name="Error">The error. The other properties are then empty.</param>
/// <param name="AccessToken">The access token.</param>
/// <param name="RefreshToken">The refresh token, or null if there is none.</param>
/// <param name="Scopes">The granted scopes.</param>
internal sealed record IssuedTokens(OAuthError? Error, string AccessToken, string? RefreshToken, IReadOnlyList<string> Scopes)
{
    public static IssuedTokens Refused(OAuthError error) => new(error, "", null, []);
}
