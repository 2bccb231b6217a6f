using GenesysGuest.Http;
using GenesysGuest.Sandbox;
using GenesysGuest.Tests.Core.Provisioning.Journal;
using GenesysGuest.Tests.Core.Resilience;
using GenesysGuest.Tests.JournalRun;

namespace GenesysGuest.Tests.Support;

/// <summary>A sandbox and a connection to it. The connection's waits, but not the sandbox's, pass on a clock of their own.</summary>
internal sealed class SandboxRun : IAsyncDisposable
{
    private SandboxRun(SandboxServer server, ManualClock clock, Traffic traffic, Connection connection)
    {
        Server = server;
        Clock = clock;
        Traffic = traffic;
        Connection = connection;
    }

    public SandboxServer Server { get; }

    public ManualClock Clock { get; }

    public Traffic Traffic { get; }

    public Connection Connection { get; }

    public static GenesysEnvironment EnvironmentOf(SandboxServer server) => GenesysEnvironment.Parse(server.BaseAddress.OriginalString);

    /// <summary>Starts a sandbox without a request limit and connects to it.</summary>
    /// <param name="connect">Makes the connection; null: from a bare access token.</param>
    /// <param name="handler">What sends the requests; null: what is usual.</param>
    /// <param name="sandbox">How the sandbox behaves.</param>
    public static async Task<SandboxRun> StartAsync(
        Func<SandboxServer, ConnectionOptions, Task<Connection>>? connect = null, HttpMessageHandler? handler = null, SandboxOptions? sandbox = null)
    {
        SandboxServer server = await SandboxServer.StartAsync((sandbox ?? new SandboxOptions()) with { RateLimit = 0, RecentRequests = 0, AutoApprove = true });
        ManualClock clock = new();
        Traffic traffic = new(handler ?? Transport.CreateHandler(new ConnectionOptions { UseProxy = false }));
        ConnectionOptions options = new()
        {
            CreateHandler = () => traffic,
            TimeProvider = clock,
            RequestTimeout = Timeout.InfiniteTimeSpan,
        };
        Connection connection = connect is null
            ? Opened.With(EnvironmentOf(server), server.IssueAccessToken(), options)
            : await connect(server, options);
        return new SandboxRun(server, clock, traffic, connection);
    }

    /// <summary>Provisions the first of <see cref="GeneratedRows"/> and asserts that every one of them is accounted for.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="options">How; null: 16 at once.</param>
    /// <param name="taken">Told after each outcome how many came so far.</param>
    public async Task<Finished> ProvisionAsync(int rows, ProvisioningOptions? options = null, Action<int>? taken = null)
    {
        int read = 0;
        IEnumerable<GuestRow> counted = GeneratedRows.Take(rows).Select(row =>
        {
            read++;
            return row;
        });
        Task<Finished> run = Task.Run(() => Finished.RunAsync(Connection, counted, options ?? new ProvisioningOptions { ThrottleLimit = 16 }, taken));
        Finished finished = await Clock.PassAsync(run, Traffic);
        if (finished.End is null)
        {
            Assert.Equal(rows, read);
        }

        Ledger.AssertBalanced(finished.Outcomes, read, Server.Guests);
        return finished;
    }

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        await Server.DisposeAsync();
    }
}
