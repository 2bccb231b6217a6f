using GenesysGuest.SignIn.Tokens;

namespace GenesysGuest.SignIn;

/// <summary>A confidential client's own id and secret, which renew the token as they asked for it.</summary>
internal sealed class ClientCredentialsGrant(GenesysEnvironment environment, OAuthClient client) : Grant(GrantType.ClientCredentials, environment, client)
{
    internal override bool RenewalNeedsRefreshToken => false;

    internal override Task<AccessToken> RequestAsync(TokenEndpoint endpoint, TimeProvider time, CancellationToken cancellationToken) =>
        endpoint.ClientCredentialsAsync(Client!, [], cancellationToken);

    internal override Func<AccessToken, CancellationToken, Task<AccessToken>>? Renewal(TokenEndpoint endpoint) =>
        (_, cancellationToken) => endpoint.ClientCredentialsAsync(Client!, [], cancellationToken);
}
