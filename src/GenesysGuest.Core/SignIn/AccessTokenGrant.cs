using GenesysGuest.SignIn.Tokens;

namespace GenesysGuest.SignIn;

/// <summary>An access token from elsewhere, which nothing renews.</summary>
internal sealed class AccessTokenGrant : Grant
{
    private readonly string _token;

    public AccessTokenGrant(GenesysEnvironment environment, string accessToken)
        : base(GrantType.AccessToken, environment, client: null)
    {
        if (string.IsNullOrEmpty(accessToken) || accessToken.Any(c => c is <= ' ' or >= '\x7f'))
        {
            throw new ArgumentException("An access token is not empty and has no spaces, line ends or characters beyond ASCII.", nameof(accessToken));
        }

        _token = accessToken;
    }

    internal override Task<AccessToken> RequestAsync(TokenEndpoint endpoint, TimeProvider time, CancellationToken cancellationToken) =>
        Task.FromResult(new AccessToken(_token, time.GetUtcNow(), ExpiresAt: null, Scopes: null, RefreshToken: null));

    internal override TokenRenewal? Renewal(TokenEndpoint endpoint) => null;
}
