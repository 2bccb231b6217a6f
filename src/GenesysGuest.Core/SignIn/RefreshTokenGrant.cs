using GenesysGuest.SignIn.Tokens;

namespace GenesysGuest.SignIn;

/// <summary>The grant for a refresh token from an earlier sign-in.</summary>
internal sealed class RefreshTokenGrant(GenesysEnvironment environment, OAuthClient client, string refreshToken)
    : Grant(GrantType.RefreshToken, environment, client)
{
    internal override async Task<AccessToken> RequestAsync(TokenEndpoint endpoint, TimeProvider time, CancellationToken cancellationToken)
    {
        AccessToken granted = await endpoint.RefreshAsync(Client!, refreshToken, [], granted: null, isPatient: true, cancellationToken).ConfigureAwait(false);
        return granted with { RefreshToken = granted.RefreshToken ?? refreshToken };
    }

    internal override TokenRenewal? Renewal(TokenEndpoint endpoint) => ByRefreshToken(endpoint, Client!, []);
}
