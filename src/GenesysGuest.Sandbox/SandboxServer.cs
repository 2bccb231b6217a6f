using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GenesysGuest.Sandbox;

/// <summary>
/// A stand-in for Genesys Cloud on this computer: sign-in, guests, and contacts, in both layouts of addresses, on 127.0.0.1 and, if available, [::1].
/// All members are thread-safe.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(2);

    private readonly SandboxOptions _options;
    private readonly KestrelServer _kestrel;
    private readonly LoopbackSockets _sockets;
    private readonly TokenStore _tokens;
    private readonly GuestStore _guests;
    private readonly ContactStore _contacts;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SandboxApplication _application;
    private int _isDisposed;

    private SandboxServer(SandboxOptions options)
    {
        _options = options;
        _sockets = LoopbackSockets.Bind(options.Port);
        _tokens = new TokenStore(options);
        _guests = new GuestStore(options.KeepGuests, options.Clock);
        ContactCatalog catalog = new(options);
        _contacts = new ContactStore(catalog.HomeDivisionId, options.Clock);
        Faults = new FaultPlan(options.Seed);
        Requests = new RequestLog(options.RecentRequests, options.Clock);
        BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_sockets.Port}"));

        FaultyResponse faulty = new(options.Clock, _stopping.Token);
        ApiEndpoint api = new(_tokens, Faults, faulty);
        Turnstile turnstile = new(options, _tokens);
        ContactApi contacts = new(options, turnstile, Requests, Faults, faulty, _stopping.Token);
        _application = new SandboxApplication(
            options,
            new AuthorizeEndpoint(options, _tokens, new PendingConsents(options.Clock), Requests, Faults),
            new TokenEndpoint(options, _tokens, Requests, Faults, faulty, _stopping.Token),
            new GuestEndpoint(options, turnstile, _guests, Requests, Faults, faulty, _stopping.Token),
            new TokensMeEndpoint(options, api),
            new IdentityResolutionEndpoint(options, api),
            new EnrichEndpoint(options, contacts, _contacts, catalog, Faults),
            new ContactDirectory(contacts, _contacts, catalog),
            new ControlEndpoint(this),
            Requests,
            _sockets.Port);
        _kestrel = CreateKestrel(_sockets);
    }

    /// <summary><c>http://127.0.0.1:{port}</c>. Serves the ApiPath layout, and the Regional layout with all of its hosts at this address.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The authorize address of the ApiPath layout.</summary>
    public Uri AuthorizeUri => new(BaseAddress, "/api/v2/oauth/authorize");

    /// <summary>The token address of the ApiPath layout.</summary>
    public Uri TokenUri => new(BaseAddress, "/api/v2/oauth/token");

    /// <summary>The authorize address of the Regional layout.</summary>
    public Uri RegionalAuthorizeUri => new(BaseAddress, "/oauth/authorize");

    /// <summary>The token address of the Regional layout.</summary>
    public Uri RegionalTokenUri => new(BaseAddress, "/oauth/token");

    /// <summary>The guests address, the same in both layouts.</summary>
    public Uri GuestsUri => new(BaseAddress, GuestEndpoint.Path);

    /// <summary>The address that accepts contacts.</summary>
    public Uri ContactsUri => new(BaseAddress, EnrichEndpoint.Path);

    /// <summary>The address at which other processes control the sandbox over HTTP.</summary>
    public Uri ControlUri => new(BaseAddress, ControlEndpoint.Prefix);

    /// <summary>The planned faults.</summary>
    public FaultPlan Faults { get; }

    /// <summary>The log of received requests.</summary>
    public RequestLog Requests { get; }

    /// <summary>A copy of all guests created so far, in the order in which they were created. Empty if they are only counted.</summary>
    public IReadOnlyList<SandboxGuest> Guests => _guests.Snapshot();

    /// <summary>The number of created guests, stored or not.</summary>
    public int GuestCount => _guests.Count;

    /// <summary>A copy of all existing contacts, in the order in which they were created.</summary>
    public IReadOnlyList<SandboxContact> Contacts => _contacts.Snapshot();

    /// <summary>The number of existing contacts.</summary>
    public int ContactCount => _contacts.Count;

    /// <summary>The sandbox's clock.</summary>
    public TimeProvider Clock => _options.Clock;

    /// <summary>Starts a sandbox.</summary>
    /// <param name="options">The options, or null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>A sandbox that is ready.</returns>
    /// <exception cref="ArgumentException">The options are out of range or contradict each other.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SandboxOptions();
        if (options.Problem is string problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        SandboxServer server = new(options);
        try
        {
            await server._kestrel.StartAsync(server._application, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Issues an access token without a sign-in, for tests of what follows it.</summary>
    /// <param name="clientId">A registered client, or null for the first one.</param>
    /// <param name="scope">The scopes of the token, separated by spaces, or null for both of <see cref="SandboxOptions.GuestScopes"/>.</param>
    /// <returns>The token.</returns>
    /// <exception cref="ArgumentException">The client is unknown, or the scope is malformed.</exception>
    public string IssueAccessToken(string? clientId = null, string? scope = null)
    {
        SandboxClient client = _options.Clients
            .FirstOrDefault(client => clientId is null || string.Equals(client.Id, clientId, StringComparison.Ordinal))
            ?? throw new ArgumentException($"The client '{clientId}' is unknown.", nameof(clientId));
        string text = scope ?? SandboxOptions.GuestScopes;
        IReadOnlyList<string> scopes = Scopes.Parse(text.Length == 0 ? null : text)
            ?? throw new ArgumentException("The scope is malformed.", nameof(scope));
        return _tokens.IssueTo(client, scopes).AccessToken;
    }

    /// <summary>Expires all access tokens now. Refresh tokens stay valid.</summary>
    public void ExpireAccessTokens() => _tokens.ExpireAccessTokens();

    /// <summary>Revokes all tokens now, including refresh tokens.</summary>
    public void RevokeTokens() => _tokens.RevokeAll();

    /// <summary>Uses part of every token's limit in its current window, like another client with the same token.</summary>
    /// <param name="requests">The number of requests: 1 or more.</param>
    public void ConsumeRateLimit(int requests)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(requests, 1);
        _tokens.ConsumeRateLimit(requests);
    }

    /// <summary>Removes all guests and resets the count to 0.</summary>
    public void ClearGuests() => _guests.Clear();

    /// <summary>Removes all contacts.</summary>
    public void ClearContacts() => _contacts.Clear();

    /// <summary>Stops listening, ends hanging requests, and closes all connections, within about 2 seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync();
        using (CancellationTokenSource limit = new(StopLimit, TimeProvider.System)) // clients run in real time
        {
            await _kestrel.StopAsync(limit.Token);
        }

        _kestrel.Dispose();
        _sockets.Dispose();
        _stopping.Dispose();
    }

    private static KestrelServer CreateKestrel(LoopbackSockets sockets)
    {
        KestrelServerOptions options = new() { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = 1024 * 1024;
        foreach (EndPoint endPoint in sockets.EndPoints)
        {
            options.Listen(endPoint, listen => listen.Protocols = HttpProtocols.Http1);
        }

        SocketTransportOptions transport = new() { CreateBoundListenSocket = sockets.Take };
        return new KestrelServer(
            Options.Create(options), new SocketTransportFactory(Options.Create(transport), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
    }
}
