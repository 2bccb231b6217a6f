namespace GenesysGuest.Tests.OAuthPeer;

/// <summary>A user's consent, with all that it takes to redeem it.</summary>
/// <param name="Client">Whom it was given.</param>
/// <param name="Request">The request.</param>
/// <param name="Response">Its answer.</param>
/// <param name="Pkce">The proof key, which the request gives away once only.</param>
internal sealed record Consent(OAuthClient Client, AuthorizationRequest Request, AuthorizationResponse Response, Pkce Pkce)
{
    /// <summary>As a sign-in redeems it.</summary>
    public Grant Grant => Grant.AuthorizationCode(Request, Response, Client);

    /// <summary>As somebody else might, any number of times.</summary>
    /// <param name="client">As which client; null: the right one.</param>
    /// <param name="pkce">With which proof key; null: the right one.</param>
    /// <param name="redirectUri">With which redirect URI; null: the right one.</param>
    public Grant GrantWith(OAuthClient? client = null, Pkce? pkce = null, string? redirectUri = null) =>
        Grant.AuthorizationCode(Request.Environment, client ?? Client, Response.Code, pkce ?? Pkce, redirectUri ?? Request.RedirectUri, Request.Scopes);
}
