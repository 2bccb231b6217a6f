using System.Security;

namespace GenesysGuest;

/// <summary>A signed-in client: where, as whom, and a token that stays fresh. Thread-safe; made once and handed round.</summary>
public sealed class Connection : IDisposable
{
    private readonly CancellationTokenSource _lifetime = new();
    private readonly Transport _transport;
    private readonly TokenCache _tokens;
    private readonly Pacer _pacer;
    private int _isDisposed;

    private Connection(
        GenesysEnvironment environment,
        string? clientId,
        GrantType grantType,
        ConnectionOptions options,
        Transport transport,
        AccessToken token,
        Func<AccessToken, CancellationToken, Task<AccessToken>>? renew)
    {
        Environment = environment;
        ClientId = clientId;
        GrantType = grantType;
        Options = options;
        _transport = transport;
        _tokens = new TokenCache(token, renew, options.TimeProvider, _lifetime.Token) { RenewalNeedsRefreshToken = grantType != GrantType.ClientCredentials };
        _pacer = new Pacer(options.TimeProvider);
        Guests = new GuestClient(environment, transport, _tokens, _pacer, options);
    }

    /// <summary>Where the organisation lives.</summary>
    public GenesysEnvironment Environment { get; }

    /// <summary>The OAuth client's id; null for a bare access token.</summary>
    public string? ClientId { get; }

    /// <summary>How the token was come by.</summary>
    public GrantType GrantType { get; }

    /// <summary>What the token may do, as far as is known; empty otherwise.</summary>
    public IReadOnlyList<string> Scopes => _tokens.Current.Scopes ?? [];

    /// <summary>When the current access token runs out; null: not known.</summary>
    public DateTimeOffset? ExpiresAt => _tokens.Current.ExpiresAt;

    /// <summary>Whether the token is renewed when it is due.</summary>
    public bool CanRefresh => _tokens.CanRenew;

    /// <summary>The refresh token as it is now, after any rotation, for a runbook to store; null: none.</summary>
    public SecureString? RefreshToken => _tokens.Current.RefreshToken is { } token ? Secret.Wrap(token) : null;

    /// <summary>Creates guests with this connection.</summary>
    public GuestClient Guests { get; }

    internal ConnectionOptions Options { get; }

    /// <summary>Has a user give consent in a browser, and redeems the answer.</summary>
    /// <param name="request">The request; its redirect URI is the receiver's.</param>
    /// <param name="receiver">The receiver, bound already: the browser must find it. It is not disposed of.</param>
    /// <param name="open">Brings the address before the user; called once, after the receiver listens.</param>
    /// <param name="timeout">How long the user may take; null: 300 seconds.</param>
    /// <param name="options">How to reach the network.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A connection, which the caller disposes of.</returns>
    /// <exception cref="SignInException">The user denied, took too long or cancelled, or the token endpoint granted nothing.</exception>
    public static async Task<Connection> SignInAsync(
        AuthorizationRequest request,
        LoopbackReceiver receiver,
        Action<Uri> open,
        TimeSpan? timeout = null,
        ConnectionOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(receiver);
        ArgumentNullException.ThrowIfNull(open);
        Task<AuthorizationResponse> answer = receiver.ReceiveAsync(request, timeout ?? TimeSpan.FromSeconds(300), cancellationToken);
        open(request.Uri);
        return await RedeemAsync(request, await answer.ConfigureAwait(false), options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Redeems the answer to an authorization request (RFC 6749 §4.1.3). The request is used up.</summary>
    /// <param name="request">The request.</param>
    /// <param name="response">Its answer.</param>
    /// <param name="options">How to reach the network.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A connection, which the caller disposes of.</returns>
    /// <exception cref="SignInException">The request was used before, or the token endpoint granted nothing.</exception>
    public static Task<Connection> RedeemAsync(
        AuthorizationRequest request, AuthorizationResponse response, ConnectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(response);
        string verifier = request.Redeem().CodeVerifier;
        return OpenAsync(
            request.Environment, request.ClientId, GrantType.AuthorizationCode, options,
            (client, token) => client.RedeemCodeAsync(request.ClientId, response.Code, verifier, request.RedirectUri, request.Scopes, token),
            ByRefreshToken(request.ClientId, request.Scopes), cancellationToken);
    }

    /// <summary>Redeems a code that was received elsewhere.</summary>
    /// <param name="environment">Where the organisation lives.</param>
    /// <param name="clientId">The OAuth client's id.</param>
    /// <param name="code">The authorization code.</param>
    /// <param name="pkce">The proof key whose challenge was sent.</param>
    /// <param name="redirectUri">The redirect URI that was sent, character for character.</param>
    /// <param name="scopes">The scopes that were asked for; null: those of the environment.</param>
    /// <param name="options">How to reach the network.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A connection, which the caller disposes of.</returns>
    /// <exception cref="SignInException">The token endpoint granted nothing.</exception>
    public static Task<Connection> RedeemCodeAsync(
        GenesysEnvironment environment,
        string clientId,
        string code,
        Pkce pkce,
        string redirectUri = AuthorizationRequest.DefaultRedirectUri,
        IReadOnlyList<string>? scopes = null,
        ConnectionOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(pkce);
        IReadOnlyList<string> asked = scopes ?? environment.DefaultScopes;
        return OpenAsync(
            environment, clientId, GrantType.AuthorizationCode, options,
            (client, token) => client.RedeemCodeAsync(clientId, code, pkce.CodeVerifier, redirectUri, asked, token),
            ByRefreshToken(clientId, asked), cancellationToken);
    }

    /// <summary>Signs in with a refresh token from an earlier sign-in (RFC 6749 §6).</summary>
    /// <param name="environment">Where the organisation lives.</param>
    /// <param name="clientId">The OAuth client's id.</param>
    /// <param name="refreshToken">The refresh token. The server may replace it: read <see cref="RefreshToken"/> afterwards.</param>
    /// <param name="options">How to reach the network.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A connection, which the caller disposes of.</returns>
    /// <exception cref="SignInException">The token endpoint granted nothing.</exception>
    public static Task<Connection> RefreshAsync(
        GenesysEnvironment environment, string clientId, string refreshToken, ConnectionOptions? options = null, CancellationToken cancellationToken = default) =>
        OpenAsync(
            environment, clientId, GrantType.RefreshToken, options,
            async (client, token) =>
            {
                AccessToken granted = await client.RefreshAsync(clientId, refreshToken, [], token).ConfigureAwait(false);
                return granted with { RefreshToken = granted.RefreshToken ?? refreshToken };
            },
            ByRefreshToken(clientId, []), cancellationToken);

    /// <summary>Signs in as a confidential client (RFC 6749 §4.4).</summary>
    /// <param name="environment">Where the organisation lives.</param>
    /// <param name="clientId">The OAuth client's id.</param>
    /// <param name="clientSecret">Its secret, kept for as long as the connection, to renew the token.</param>
    /// <param name="options">How to reach the network.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A connection, which the caller disposes of.</returns>
    /// <exception cref="SignInException">The token endpoint granted nothing.</exception>
    public static Task<Connection> ClientCredentialsAsync(
        GenesysEnvironment environment, string clientId, string clientSecret, ConnectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return OpenAsync(
            environment, clientId, GrantType.ClientCredentials, options,
            (client, token) => client.ClientCredentialsAsync(clientId, clientSecret, [], token),
            client => (_, token) => client.ClientCredentialsAsync(clientId, clientSecret, [], token),
            cancellationToken);
    }

    /// <summary>Uses an access token from elsewhere. Nothing is sent to check it.</summary>
    /// <param name="environment">Where the organisation lives.</param>
    /// <param name="accessToken">The token.</param>
    /// <param name="options">How to reach the network.</param>
    /// <returns>A connection, which the caller disposes of.</returns>
    /// <exception cref="ArgumentException">The text cannot be a bearer token.</exception>
    public static Connection FromAccessToken(GenesysEnvironment environment, string accessToken, ConnectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (string.IsNullOrEmpty(accessToken) || accessToken.Any(c => c is <= ' ' or >= '\x7f'))
        {
            throw new ArgumentException("An access token is not empty and has no spaces, line ends or characters beyond ASCII.", nameof(accessToken));
        }

        options ??= new ConnectionOptions();
        AccessToken token = new(accessToken, options.TimeProvider.GetUtcNow(), ExpiresAt: null, Scopes: null, RefreshToken: null);
        return new Connection(environment, clientId: null, GrantType.AccessToken, options, options.CreateTransport(), token, renew: null);
    }

    /// <summary>An access token that is good now, renewed first if it is due.</summary>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>The token: a secret.</returns>
    /// <exception cref="SignInException">It has run out and cannot be renewed.</exception>
    public async Task<string> GetAccessTokenAsync(CancellationToken cancellationToken = default) =>
        (await _tokens.GetAsync(cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>Closes the connection to the server and forgets the token.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        _lifetime.Cancel();
        _lifetime.Dispose();
        _pacer.Dispose();
        _transport.Dispose();
    }

    /// <summary>Where and as whom.</summary>
    /// <returns>One line without secrets.</returns>
    public override string ToString() => ClientId is null ? Environment.Name : $"{Environment.Name} ({ClientId})";

    // A function of its own, so that what renews a token holds on to no code, verifier or spent refresh token.
    private static Func<TokenClient, Func<AccessToken, CancellationToken, Task<AccessToken>>> ByRefreshToken(string clientId, IReadOnlyList<string> asked) =>
        client => (old, token) => client.RefreshAsync(clientId, old.RefreshToken!, asked, token);

    private static async Task<Connection> OpenAsync(
        GenesysEnvironment environment,
        string clientId,
        GrantType grantType,
        ConnectionOptions? options,
        Func<TokenClient, CancellationToken, Task<AccessToken>> sign,
        Func<TokenClient, Func<AccessToken, CancellationToken, Task<AccessToken>>> renewal,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (string.IsNullOrWhiteSpace(clientId))
        {
            throw new ArgumentException("The client id is empty.", nameof(clientId));
        }

        options ??= new ConnectionOptions();
        Transport transport = options.CreateTransport();
        try
        {
            TokenClient client = new(environment, transport, options.Retries());
            AccessToken token = await sign(client, cancellationToken).ConfigureAwait(false);
            return new Connection(environment, clientId, grantType, options, transport, token, renewal(client));
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }
}
