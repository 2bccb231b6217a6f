using GenesysGuest.SignIn;
using GenesysGuest.SignIn.Tokens;

namespace GenesysGuest;

/// <summary>A way to obtain an access token (RFC 6749 §1.3): requests the first token and defines how it is renewed.</summary>
public abstract class Grant
{
    private protected Grant(GrantType type, GenesysEnvironment environment, OAuthClient? client)
    {
        ArgumentNullException.ThrowIfNull(environment);
        Type = type;
        Environment = environment;
        Client = client;
    }

    /// <summary>The type of the grant.</summary>
    public GrantType Type { get; }

    /// <summary>The environment of the organization.</summary>
    public GenesysEnvironment Environment { get; }

    /// <summary>The OAuth client, or null for a bare access token.</summary>
    public OAuthClient? Client { get; }

    /// <summary>Whether renewing requires a refresh token.</summary>
    internal virtual bool RenewalNeedsRefreshToken => true;

    /// <summary>Creates a grant from the response to an authorization request (RFC 6749 §4.1.3). The request is used up when its code is sent.</summary>
    /// <param name="request">The request.</param>
    /// <param name="response">The response.</param>
    /// <param name="client">The client of the request with its secret, or null for a public client.</param>
    /// <returns>The grant.</returns>
    /// <exception cref="SignInException">The request was already used.</exception>
    /// <exception cref="ArgumentException">The request is for another client.</exception>
    public static Grant AuthorizationCode(AuthorizationRequest request, AuthorizationResponse response, OAuthClient? client = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(response);
        if (client is not null && !string.Equals(client.Id, request.ClientId, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The request is for the client {Printable.Text(request.ClientId)}, but the secret belongs to another client. Specify the secret of that client.", nameof(client));
        }

        request.ThrowIfUsed();
        return new AuthorizationCodeGrant(request.Environment, client ?? request.ClientId, response.Code, request.Redeem, request.RedirectUri, request.Scopes);
    }

    /// <summary>Creates a grant from a code that was received elsewhere.</summary>
    /// <param name="environment">The environment of the organization.</param>
    /// <param name="client">The OAuth client.</param>
    /// <param name="code">The authorization code.</param>
    /// <param name="pkce">The proof key whose challenge was sent.</param>
    /// <param name="redirectUri">The redirect URI that was sent, character for character.</param>
    /// <param name="scopes">The requested scopes, or null for those of the environment.</param>
    /// <returns>The grant.</returns>
    /// <exception cref="ArgumentException">The code is empty, or contains white space.</exception>
    public static Grant AuthorizationCode(
        GenesysEnvironment environment,
        OAuthClient client,
        string code,
        Pkce pkce,
        string redirectUri = AuthorizationRequest.DefaultRedirectUri,
        IReadOnlyList<string>? scopes = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(pkce);
        ArgumentNullException.ThrowIfNull(redirectUri);
        return new AuthorizationCodeGrant(environment, client, Secret.Checked(code, "authorization code", nameof(code)), () => pkce, redirectUri, scopes ?? environment.DefaultScopes);
    }

    /// <summary>Requests a user's consent in a browser, and creates a grant from the response.</summary>
    /// <param name="request">The request. Its redirect URI is that of the receiver.</param>
    /// <param name="receiver">The receiver, which must already be bound. It is not disposed.</param>
    /// <param name="open">Shows the address to the user. It is called once, after the receiver has started to listen.</param>
    /// <param name="timeout">How long to wait for the user, or null for 300 seconds.</param>
    /// <param name="client">The client of the request with its secret, or null for a public client.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The grant.</returns>
    /// <exception cref="SignInException">The user denied access, took too long, or cancelled. Or the request was already used; in this case, no address is opened.</exception>
    public static async Task<Grant> FromBrowserAsync(
        AuthorizationRequest request, LoopbackReceiver receiver, Action<Uri> open, TimeSpan? timeout = null, OAuthClient? client = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(receiver);
        ArgumentNullException.ThrowIfNull(open);
        Task<AuthorizationResponse> answer = receiver.ReceiveAsync(request, timeout ?? TimeSpan.FromSeconds(300), cancellationToken);
        open(request.Uri);
        return AuthorizationCode(request, await answer.ConfigureAwait(false), client);
    }

    /// <summary>Creates a grant from a refresh token of an earlier sign-in (RFC 6749 §6).</summary>
    /// <param name="environment">The environment of the organization.</param>
    /// <param name="client">The OAuth client.</param>
    /// <param name="refreshToken">The refresh token. The server may replace it, so read <see cref="Connection.RefreshToken"/> afterwards.</param>
    /// <returns>The grant.</returns>
    /// <exception cref="ArgumentException">The refresh token is empty, or contains white space.</exception>
    public static Grant RefreshToken(GenesysEnvironment environment, OAuthClient client, string refreshToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new RefreshTokenGrant(environment, client, Secret.Checked(refreshToken, "refresh token", nameof(refreshToken)));
    }

    /// <summary>Creates a grant from the id and secret of a confidential client (RFC 6749 §4.4).</summary>
    /// <param name="environment">The environment of the organization.</param>
    /// <param name="client">The OAuth client with its secret. The secret is kept to renew the token for the lifetime of the connection.</param>
    /// <returns>The grant.</returns>
    public static Grant ClientCredentials(GenesysEnvironment environment, OAuthClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new ClientCredentialsGrant(environment, client);
    }

    /// <summary>Creates a grant from an access token that was issued elsewhere. No request is sent to check it.</summary>
    /// <param name="environment">The environment of the organization.</param>
    /// <param name="accessToken">The token.</param>
    /// <returns>The grant.</returns>
    /// <exception cref="ArgumentException">The text is not valid as a bearer token.</exception>
    public static Grant AccessToken(GenesysEnvironment environment, string accessToken) => new AccessTokenGrant(environment, accessToken);

    /// <summary>Returns the type and the environment, without secrets.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Type} of {Environment}";

    /// <summary>Requests the first token.</summary>
    /// <param name="endpoint">The token endpoint.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The token.</returns>
    /// <exception cref="SignInException">No token was granted.</exception>
    internal abstract Task<AccessToken> RequestAsync(TokenEndpoint endpoint, TimeProvider time, CancellationToken cancellationToken);

    /// <summary>Returns the function that renews a token.</summary>
    /// <param name="endpoint">The token endpoint.</param>
    /// <returns>The function, or null if the token cannot be renewed. The function keeps no code, verifier, or used refresh token.</returns>
    internal abstract TokenRenewal? Renewal(TokenEndpoint endpoint);

    private protected static TokenRenewal ByRefreshToken(TokenEndpoint endpoint, OAuthClient client, IReadOnlyList<string> asked) =>
        (old, isPatient, cancellationToken) => endpoint.RefreshAsync(client, old.RefreshToken!, asked, old.Scopes, isPatient, cancellationToken);
}
