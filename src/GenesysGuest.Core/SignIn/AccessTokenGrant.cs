using GenesysGuest.SignIn.Tokens;

namespace GenesysGuest.SignIn;

/// <summary>An access token that was issued elsewhere and cannot be renewed.</summary>
internal sealed class AccessTokenGrant : Grant
{
    private readonly string _token;

    public AccessTokenGrant(GenesysEnvironment environment, string accessToken)
        : base(GrantType.AccessToken, environment, client: null)
    {
        _token = Secret.Checked(accessToken, "access token", nameof(accessToken));
        if (_token.Any(c => c >= '\x7f'))
        {
            throw new ArgumentException("The access token contains characters that are not ASCII.", nameof(accessToken));
        }
    }

    internal override Task<AccessToken> RequestAsync(TokenEndpoint endpoint, TimeProvider time, CancellationToken cancellationToken) =>
        Task.FromResult(new AccessToken(_token, Moment.Now(time), Lifetime: null, Scopes: null, RefreshToken: null));

    internal override TokenRenewal? Renewal(TokenEndpoint endpoint) => null;
}
