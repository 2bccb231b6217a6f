using GenesysGuest.SignIn;
using GenesysGuest.SignIn.Tokens;

namespace GenesysGuest;

/// <summary>A way to come by an access token (RFC 6749 §1.3): it asks for the first one, and says how it is renewed.</summary>
public abstract class Grant
{
    private protected Grant(GrantType type, GenesysEnvironment environment, OAuthClient? client)
    {
        ArgumentNullException.ThrowIfNull(environment);
        Type = type;
        Environment = environment;
        Client = client;
    }

    /// <summary>Which way it is.</summary>
    public GrantType Type { get; }

    /// <summary>Where the organization lives.</summary>
    public GenesysEnvironment Environment { get; }

    /// <summary>The OAuth client; null for a bare access token.</summary>
    public OAuthClient? Client { get; }

    /// <summary>Whether renewing takes a refresh token.</summary>
    internal virtual bool RenewalNeedsRefreshToken => true;

    /// <summary>The answer to an authorization request (RFC 6749 §4.1.3). The request is used up when its code is sent, and not before.</summary>
    /// <param name="request">The request.</param>
    /// <param name="response">Its answer.</param>
    /// <param name="client">The client of the request, with its secret; null: a public one, which has none.</param>
    /// <returns>The grant.</returns>
    /// <exception cref="SignInException">The request was used before.</exception>
    /// <exception cref="ArgumentException">The request is another client's.</exception>
    public static Grant AuthorizationCode(AuthorizationRequest request, AuthorizationResponse response, OAuthClient? client = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(response);
        if (client is not null && !string.Equals(client.Id, request.ClientId, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The request is of the client {Printable.Text(request.ClientId)}, and the secret is of another. Give the secret of that client.", nameof(client));
        }

        request.DemandUnused();
        return new AuthorizationCodeGrant(request.Environment, client ?? request.ClientId, response.Code, request.Redeem, request.RedirectUri, request.Scopes);
    }

    /// <summary>A code that was received elsewhere.</summary>
    /// <param name="environment">Where the organization lives.</param>
    /// <param name="client">The OAuth client.</param>
    /// <param name="code">The authorization code.</param>
    /// <param name="pkce">The proof key whose challenge was sent.</param>
    /// <param name="redirectUri">The redirect URI that was sent, character for character.</param>
    /// <param name="scopes">The scopes that were asked for; null: those of the environment.</param>
    /// <returns>The grant.</returns>
    /// <exception cref="ArgumentException">The code is empty, or has white space inside.</exception>
    public static Grant AuthorizationCode(
        GenesysEnvironment environment,
        OAuthClient client,
        string code,
        Pkce pkce,
        string redirectUri = AuthorizationRequest.DefaultRedirectUri,
        IReadOnlyList<string>? scopes = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(pkce);
        return new AuthorizationCodeGrant(environment, client, Secret.Checked(code, "authorization code", nameof(code)), () => pkce, redirectUri, scopes ?? environment.DefaultScopes);
    }

    /// <summary>A user's consent, given in a browser.</summary>
    /// <param name="request">The request; its redirect URI is the receiver's.</param>
    /// <param name="receiver">The receiver, bound already: the browser must find it. It is not disposed of.</param>
    /// <param name="open">Brings the address before the user; called once, after the receiver listens.</param>
    /// <param name="timeout">How long the user may take; null: 300 seconds.</param>
    /// <param name="client">The client of the request, with its secret; null: a public one, which has none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The grant.</returns>
    /// <exception cref="SignInException">The user denied, took too long or cancelled; or the request was used before, and nothing is opened.</exception>
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

    /// <summary>A refresh token from an earlier sign-in (RFC 6749 §6).</summary>
    /// <param name="environment">Where the organization lives.</param>
    /// <param name="client">The OAuth client.</param>
    /// <param name="refreshToken">The refresh token. The server may replace it: read <see cref="Connection.RefreshToken"/> afterwards.</param>
    /// <returns>The grant.</returns>
    /// <exception cref="ArgumentException">The refresh token is empty, or has white space inside.</exception>
    public static Grant RefreshToken(GenesysEnvironment environment, OAuthClient client, string refreshToken) =>
        new RefreshTokenGrant(environment, client, Secret.Checked(refreshToken, "refresh token", nameof(refreshToken)));

    /// <summary>A confidential client's own id and secret (RFC 6749 §4.4).</summary>
    /// <param name="environment">Where the organization lives.</param>
    /// <param name="client">The OAuth client, with its secret, which is kept for as long as the connection to renew the token.</param>
    /// <returns>The grant.</returns>
    public static Grant ClientCredentials(GenesysEnvironment environment, OAuthClient client) => new ClientCredentialsGrant(environment, client);

    /// <summary>An access token from elsewhere. Nothing is sent to check it.</summary>
    /// <param name="environment">Where the organization lives.</param>
    /// <param name="accessToken">The token.</param>
    /// <returns>The grant.</returns>
    /// <exception cref="ArgumentException">The text cannot be a bearer token.</exception>
    public static Grant AccessToken(GenesysEnvironment environment, string accessToken) => new AccessTokenGrant(environment, accessToken);

    /// <summary>Which way it is; no secret is part of it.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Type} of {Environment}";

    /// <summary>Asks for the first token.</summary>
    /// <param name="endpoint">Whom to ask.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The token.</returns>
    /// <exception cref="SignInException">Nothing was granted.</exception>
    internal abstract Task<AccessToken> RequestAsync(TokenEndpoint endpoint, TimeProvider time, CancellationToken cancellationToken);

    /// <summary>How a token is renewed.</summary>
    /// <param name="endpoint">Whom to ask.</param>
    /// <returns>What renews a token, which holds on to no code, verifier or spent refresh token; null: nothing does.</returns>
    internal abstract TokenRenewal? Renewal(TokenEndpoint endpoint);

    private protected static TokenRenewal ByRefreshToken(TokenEndpoint endpoint, OAuthClient client, IReadOnlyList<string> asked) =>
        (old, isPatient, cancellationToken) => endpoint.RefreshAsync(client, old.RefreshToken!, asked, old.Scopes, isPatient, cancellationToken);
}
