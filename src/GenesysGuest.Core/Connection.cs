using System.Net;
using System.Security;
using GenesysGuest.Http;
using GenesysGuest.Resilience;
using GenesysGuest.SignIn;
using GenesysGuest.SignIn.Tokens;

namespace GenesysGuest;

/// <summary>A signed-in client: where, as whom, and a token that stays fresh. Thread-safe; made once and handed round.</summary>
public sealed class Connection : IDisposable
{
    private readonly CancellationTokenSource _lifetime = new();
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

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

    /// <summary>Where the organization lives.</summary>
    public GenesysEnvironment Environment { get; }

    /// <summary>The OAuth client's id; null for a bare access token.</summary>
    public string? ClientId { get; }

    /// <summary>The id of the organization that the token is for; null: not known. See <see cref="IdentifyAsync"/>.</summary>
    public string? OrganizationId => Volatile.Read(ref _owner)?.OrganizationId;

    /// <summary>The name of the organization that the token is for; null: not known.</summary>
    public string? OrganizationName => Volatile.Read(ref _owner)?.OrganizationName;

    /// <summary>The OAuth client's name; null: not known.</summary>
    public string? ClientName => Volatile.Read(ref _owner)?.ClientName;

    /// <summary>How the token was come by.</summary>
    public GrantType GrantType { get; }

    /// <summary>What the token may do, as far as is known; empty otherwise, and after the connection was closed.</summary>
    public IReadOnlyList<string> Scopes => Volatile.Read(ref _owner)?.Scopes ?? _tokens.Current.Scopes ?? [];

    /// <summary>When the current access token runs out; null: not known, or the connection was closed.</summary>
    public DateTimeOffset? ExpiresAt => _tokens.Current.ExpiresAt;

    /// <summary>Whether the token is renewed when it is due.</summary>
    public bool CanRefresh => _tokens.CanRenew;

    /// <summary>The refresh token as it is now, after any rotation, for a runbook to store; null: none, or the connection was closed.</summary>
    public SecureString? RefreshToken => _tokens.Current.RefreshToken is { } token ? Secret.Wrap(token) : null;

    internal ConnectionOptions Options { get; }

    /// <summary>What every request passes through.</summary>
    internal RequestPipeline Pipeline { get; }

    /// <summary>Signs in: asks for a token by the way that a grant is.</summary>
    /// <param name="grant">The way.</param>
    /// <param name="options">How to reach the network.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A connection, which the caller disposes of.</returns>
    /// <exception cref="SignInException">The token endpoint granted nothing.</exception>
    public static async Task<Connection> OpenAsync(Grant grant, ConnectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grant);
        options ??= new ConnectionOptions();
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

    /// <summary>An access token that is good now, renewed first if it is due.</summary>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>The token: a secret.</returns>
    /// <exception cref="SignInException">It has run out and cannot be renewed.</exception>
    public async Task<string> GetAccessTokenAsync(CancellationToken cancellationToken = default) =>
        (await _tokens.GetAsync(cancellationToken).ConfigureAwait(false)).Value;

    internal async Task<BearerToken> GetBearerAsync(CancellationToken cancellationToken) =>
        (await _tokens.GetAsync(cancellationToken).ConfigureAwait(false)).Bearer;

    /// <summary>Asks the API whose the token is (<c>GET /api/v2/tokens/me</c>): the organization, the client, the scopes.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether it said so. It need not: no more than this depends on it, and ten seconds are waited at most.</returns>
    public async Task<bool> IdentifyAsync(CancellationToken cancellationToken = default)
    {
        Attempt? attempt = await AskAsync(HttpMethod.Get, cancellationToken).ConfigureAwait(false);
        TokenOwner? owner = attempt?.Response is { } response ? TokenOwner.Read(response) : null;
        if (owner is not null)
        {
            Volatile.Write(ref _owner, owner);
        }

        return owner is not null;
    }

    /// <summary>Has the API revoke the access token (<c>DELETE /api/v2/tokens/me</c>). A refresh token is another token, and stays as good as it was.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Why it may still be good, as a sentence; null: it was revoked, or was good no more.</returns>
    public async Task<string?> RevokeAsync(CancellationToken cancellationToken = default) =>
        await AskAsync(HttpMethod.Delete, cancellationToken).ConfigureAwait(false) switch
        {
            null => "Nobody knows where to revoke the access token, because the guests address was replaced. It is good until it runs out.",
            { Response: { IsSuccess: true } or { Status: HttpStatusCode.Unauthorized } } => null,
            { Response: { } response } => $"The access token was not revoked (the answer is {(int)response.Status}). It is good until it runs out.",
            var attempt => $"The access token was not revoked: {NetworkFailure.Of(attempt.Value.ConnectFailure!, Environment.GuestsUri, attempt.Value.Proxy).Reason}. It is good until it runs out.",
        };

    /// <summary>Closes the connection to the server and forgets its tokens and the client's secret.</summary>
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

    // With the token as it is: what is to be revoked is not renewed before.
    private async Task<Attempt?> AskAsync(HttpMethod method, CancellationToken cancellationToken)
    {
        BearerToken token = _tokens.Current.Bearer;
        return Environment.TokensMeUri is { } address
            ? await _transport.SendAsync(method, address, body: null, token.Header, token.Secrets, cancellationToken, Patience).ConfigureAwait(false)
            : null;
    }

    /// <summary>Where and as whom.</summary>
    /// <returns>One line without secrets.</returns>
    public override string ToString() => ClientId is null ? Environment.Name : $"{Environment.Name} ({ClientId})";
}
