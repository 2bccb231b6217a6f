using GenesysGuest.SignIn.Tokens;

namespace GenesysGuest.SignIn;

/// <summary>The grant for the id and secret of a confidential client, which are also used to renew the token.</summary>
internal sealed class ClientCredentialsGrant(GenesysEnvironment environment, OAuthClient client) : Grant(GrantType.ClientCredentials, environment, client)
{
    internal override bool RenewalNeedsRefreshToken => false;

    internal override Task<AccessToken> RequestAsync(TokenEndpoint endpoint, TimeProvider time, CancellationToken cancellationToken) =>
        endpoint.ClientCredentialsAsync(Client!, isPatient: true, cancellationToken);

    internal override TokenRenewal? Renewal(TokenEndpoint endpoint) =>
        (_, isPatient, cancellationToken) => endpoint.ClientCredentialsAsync(Client!, isPatient, cancellationToken);
}
