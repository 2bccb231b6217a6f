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
    private readonly TokenCache _tokens;
    private int _isDisposed;

    private Connection(
        Grant grant, ConnectionOptions options, Transport transport, AccessToken token, TokenRenewal? renew)
    {
        Environment = grant.Environment;
        ClientId = grant.Client?.Id;
        GrantType = grant.Type;
        Options = options;
        _tokens = new TokenCache(token, renew, options.TimeProvider, _lifetime.Token) { RenewalNeedsRefreshToken = grant.RenewalNeedsRefreshToken };
        Pipeline = new RequestPipeline(transport, _tokens, Backoff.Of(options), options.MaxRetryAfter);
    }

    /// <summary>Where the organisation lives.</summary>
    public GenesysEnvironment Environment { get; }

    /// <summary>The OAuth client's id; null for a bare access token.</summary>
    public string? ClientId { get; }

    /// <summary>The id of the organisation that the token is for; null: not known.</summary>
    internal string? OrganizationId { get; init; }

    /// <summary>How the token was come by.</summary>
    public GrantType GrantType { get; }

    /// <summary>What the token may do, as far as is known; empty otherwise, and after the connection was closed.</summary>
    public IReadOnlyList<string> Scopes => _tokens.Current.Scopes ?? [];

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
        Pipeline.Dispose();
    }

    /// <summary>Where and as whom.</summary>
    /// <returns>One line without secrets.</returns>
    public override string ToString() => ClientId is null ? Environment.Name : $"{Environment.Name} ({ClientId})";
}
