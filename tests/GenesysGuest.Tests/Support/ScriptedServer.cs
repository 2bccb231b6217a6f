using GenesysGuest.Tests.Core.Resilience;

namespace GenesysGuest.Tests.Support;

/// <summary>The token endpoint and the guests endpoint in the place of the network: they answer what a test says, and remember what they were asked.</summary>
internal sealed class ScriptedServer
{
    private int _disposedHandlers;

    /// <summary>The clock of everything that is connected to this.</summary>
    public ManualClock Clock { get; } = new();

    /// <summary>The token endpoint.</summary>
    public Script Token { get; } = new();

    /// <summary>The guests endpoint.</summary>
    public Script Guests { get; } = new();

    /// <summary>How many handlers were disposed of.</summary>
    public int DisposedHandlers => Volatile.Read(ref _disposedHandlers);

    /// <summary>The environment that <see cref="Connect(ConnectionOptions)"/> and <see cref="SignInAsync"/> use.</summary>
    public GenesysEnvironment Environment { get; init; } = GenesysEnvironment.Parse("usw2.pure.cloud");

    /// <summary>How to reach this: no jitter, and no time-out, so that the only timers are waits.</summary>
    public ConnectionOptions Options => new()
    {
        CreateHandler = () => new Handler(this),
        TimeProvider = Clock,
        RequestTimeout = Timeout.InfiniteTimeSpan,
        Random = () => 0,
    };

    /// <summary>A connection with the access token <c>at-0</c>, which cannot be renewed.</summary>
    public Connection Connect(ConnectionOptions? options = null) => Opened.With(Environment, "at-0", options ?? Options);

    /// <summary>The same, and whether its requests are under way.</summary>
    public Connection Connect(out Traffic traffic)
    {
        Traffic observed = traffic = new Traffic(new Handler(this));
        return Connect(Options with { CreateHandler = () => observed });
    }

    /// <summary>A connection with what the token endpoint grants for a code.</summary>
    public Task<Connection> SignInAsync(string code = "code-1", Pkce? pkce = null, ConnectionOptions? options = null) =>
        Connection.OpenAsync(Grant.AuthorizationCode(Environment, "client-1", code, pkce ?? Pkce.Create()), options ?? Options);

    private sealed class Handler(ScriptedServer server) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Script script = request.RequestUri!.AbsolutePath.EndsWith("/oauth/token", StringComparison.Ordinal) ? server.Token : server.Guests;
            SentRequest seen = new(
                request.RequestUri,
                request.Headers.Concat(request.Content is { } content ? content.Headers : Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase),
                new Lazy<string>(() => request.Content?.ReadAsStringAsync(cancellationToken).GetAwaiter().GetResult() ?? ""), // from memory: nobody waits
                server.Clock.GetUtcNow())
            {
                Method = request.Method,
            };
            Reply reply = script.Take(seen);
            try
            {
                await reply.Gate.WaitAsync(cancellationToken);
                return reply.Thrown is null ? reply.ToMessage() : throw reply.Thrown;
            }
            finally
            {
                script.Leave();
            }
        }

        protected override void Dispose(bool disposing)
        {
            Interlocked.Increment(ref server._disposedHandlers);
            base.Dispose(disposing);
        }
    }
}
