using System.Net;
using System.Security;
using GenesysGuest.Http;
using GenesysGuest.Resilience;
using GenesysGuest.SignIn;
using GenesysGuest.SignIn.Tokens;

namespace GenesysGuest;

/// <summary>A signed-in client: the environment, the OAuth client, and a token that is renewed as needed. Thread-safe. Create it once and share it.</summary>
public sealed class Connection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _lifetime = new();
    private readonly TokenCache _tokens;
    private readonly Transport _transport;
    private TokenOwner? _owner;
    private int _isDisposed;

    private Connection(
        Grant grant, ConnectionOptions options, Transport transport, AccessToken token, TokenRenewal? renew)
    {
        Environment = grant.Environment;
        ClientId = grant.Client?.Id;
        GrantType = grant.Type;
        Options = options;
        _tokens = new TokenCache(token, renew, options.TimeProvider, _lifetime.Token) { RenewalNeedsRefreshToken = grant.RenewalNeedsRefreshToken };
        _transport = transport;
        Pipeline = new RequestPipeline(transport, _tokens, Backoff.Of(options), options.MaxRetryAfter);
    }

    /// <summary>The environment of the organization.</summary>
    public GenesysEnvironment Environment { get; }

    /// <summary>The id of the OAuth client, or null if the connection uses a bare access token.</summary>
    public string? ClientId { get; }

    /// <summary>The id of the organization that the token belongs to, or null if it is unknown. See <see cref="IdentifyAsync"/>.</summary>
    public string? OrganizationId => Volatile.Read(ref _owner)?.OrganizationId;

    /// <summary>The name of the organization that the token belongs to, or null if it is unknown.</summary>
    public string? OrganizationName => Volatile.Read(ref _owner)?.OrganizationName;

    /// <summary>The name of the OAuth client, or null if it is unknown.</summary>
    public string? ClientName => Volatile.Read(ref _owner)?.ClientName;

    /// <summary>How the token was obtained.</summary>
    public GrantType GrantType { get; }

    /// <summary>The scopes of the token, if known. Empty if they are unknown or the connection is closed.</summary>
    public IReadOnlyList<string> Scopes => Volatile.Read(ref _owner)?.Scopes ?? _tokens.Current.Scopes ?? [];

    /// <summary>When the current access token expires, or null if that is unknown or the connection is closed.</summary>
    public DateTimeOffset? ExpiresAt => _tokens.Current.ExpiresAt;

    /// <summary>Whether the token is renewed before it expires.</summary>
    public bool CanRefresh => _tokens.CanRenew;

    /// <summary>The current refresh token, after any rotation, so that a runbook can store it. Null if there is none or the connection is closed.</summary>
    public SecureString? RefreshToken => _tokens.Current.RefreshToken is { } token ? Secret.Wrap(token) : null;

    internal ConnectionOptions Options { get; }

    /// <summary>The pipeline that sends every request.</summary>
    internal RequestPipeline Pipeline { get; }

    /// <summary>Signs in: requests a token with a grant.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="options">How to connect to the network.</param>
    /// <param name="cancellationToken">Cancels the sign-in.</param>
    /// <returns>A connection. The caller disposes of it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value of the options is outside its range.</exception>
    /// <exception cref="SignInException">The token endpoint granted no token.</exception>
    public static async Task<Connection> OpenAsync(Grant grant, ConnectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grant);
        options = ConnectionOptions.Checked(options ?? new ConnectionOptions());
        Transport transport = Transport.Of(options);
        try
        {
            TokenEndpoint endpoint = new(grant.Environment, transport, options);
            AccessToken token = await grant.RequestAsync(endpoint, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            return new Connection(grant, options, transport, token, grant.Renewal(endpoint));
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    /// <summary>Gets a valid access token, and renews it first if it is due.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The token: a secret.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    /// <exception cref="SignInException">
    /// <see cref="ErrorId.SessionExpired"/>: the token cannot be renewed; <see cref="ErrorId.MissingScope"/>; <see cref="ErrorId.NotConnected"/>: the
    /// connection is closed; <see cref="ErrorId.TokenRequestFailed"/>, <see cref="ErrorId.TokenRequestRejected"/>, or
    /// <see cref="ErrorId.TokenRequestUnauthorized"/>: the token has expired, and this attempt to renew it failed.
    /// </exception>
    public async Task<string> GetAccessTokenAsync(CancellationToken cancellationToken = default) =>
        (await _tokens.GetAsync(cancellationToken).ConfigureAwait(false)).Value;

    internal async Task<BearerToken> GetBearerAsync(CancellationToken cancellationToken) =>
        (await _tokens.GetAsync(cancellationToken).ConfigureAwait(false)).Bearer;

    /// <summary>Gets the organization, the client, and the scopes of the token from the API (<c>GET /api/v2/tokens/me</c>).</summary>
    /// <param name="log">Receives a warning if the API refuses an existing access token. If null, the warning is discarded.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Whether the API returned them. The connection works without them. The request takes at most ten seconds.</returns>
    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    /// <exception cref="SignInException"><see cref="ErrorId.NotConnected"/>: the connection is closed.</exception>
    public async Task<bool> IdentifyAsync(Action<Diagnostic>? log = null, CancellationToken cancellationToken = default)
    {
        Attempt? attempt = await AskAsync(HttpMethod.Get, cancellationToken).ConfigureAwait(false);
        TokenOwner? owner = attempt?.Response is { } response ? TokenOwner.Read(response) : null;
        if (owner is not null)
        {
            Volatile.Write(ref _owner, owner);
        }

        // No token endpoint has checked an existing token, so this is its first check.
        if (GrantType == GrantType.AccessToken && attempt?.Response?.Status == HttpStatusCode.Unauthorized)
        {
            log?.Invoke(new Diagnostic(
                DiagnosticLevel.Warning,
                $"Genesys Cloud does not accept the access token (401). It may have expired, or belong to another region. Check that {Environment.Name} is the organization's region, and then sign in with a valid token."));
        }

        return owner is not null;
    }

    /// <summary>Revokes the access token (<c>DELETE /api/v2/tokens/me</c>). A refresh token is a separate token and remains valid.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>A sentence that explains why the token may still be valid, or null if it was revoked or was no longer valid.</returns>
    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    /// <exception cref="SignInException"><see cref="ErrorId.NotConnected"/>: the connection is closed.</exception>
    public async Task<string?> RevokeAsync(CancellationToken cancellationToken = default) =>
        await AskAsync(HttpMethod.Delete, cancellationToken).ConfigureAwait(false) switch
        {
            null => "The access token was not revoked: the guests address was replaced, so the address for revoking tokens is unknown. The token remains valid until it expires.",
            { Response: { IsSuccess: true } or { Status: HttpStatusCode.Unauthorized } } => null,
            { Response: { } response } => $"The access token was not revoked (the server returned {(int)response.Status}). It remains valid until it expires.",
            var attempt => $"The access token was not revoked: {NetworkFailure.Of(attempt.Value.ConnectFailure!, Environment.GuestsUri, attempt.Value.Proxy).Reason}. It remains valid until it expires.",
        };

    /// <summary>Closes the connection to the server and clears its tokens and the client secret.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        _lifetime.Cancel();
        _lifetime.Dispose();
        _tokens.Forget();
        Volatile.Write(ref _owner, null);
        Pipeline.Dispose();
    }

    // The current token is used even if it is due: renewing a token only to revoke it is useless.
    private async Task<Attempt?> AskAsync(HttpMethod method, CancellationToken cancellationToken)
    {
        BearerToken token = _tokens.Current.Bearer;
        return Environment.TokensMeUri is { } address
            ? await _transport.SendAsync(method, address, body: null, token.Header, token.Secrets, cancellationToken, Patience).ConfigureAwait(false)
            : null;
    }

    /// <summary>Returns the environment and the client.</summary>
    /// <returns>One line without secrets.</returns>
    public override string ToString() => ClientId is null ? Environment.Name : $"{Environment.Name} ({ClientId})";
}
