using GenesysGuest.SignIn.Tokens;

namespace GenesysGuest.SignIn;

/// <summary>The grant for an authorization code that a browser returned after a user signed in.</summary>
internal sealed class AuthorizationCodeGrant(
    GenesysEnvironment environment, OAuthClient client, string code, Func<Pkce> redeem, string redirectUri, IReadOnlyList<string> asked)
    : Grant(GrantType.AuthorizationCode, environment, client)
{
    internal override Task<AccessToken> RequestAsync(TokenEndpoint endpoint, TimeProvider time, CancellationToken cancellationToken) =>
        endpoint.RedeemCodeAsync(Client!, code, redeem().CodeVerifier, redirectUri, asked, cancellationToken);

    internal override TokenRenewal? Renewal(TokenEndpoint endpoint) => ByRefreshToken(endpoint, Client!, asked);
}
