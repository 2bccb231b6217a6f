using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using GenesysGuest.Sandbox;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Guests;

/// <summary>What goes wrong on a real wire: which faults leave a guest behind, and that none of those is asked for twice.</summary>
public sealed class WireFaultTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private SandboxServer _sandbox = null!;

    private ConnectionOptions Options => new() { TimeProvider = _clock, RequestTimeout = Timeout.InfiniteTimeSpan, UseProxy = false, Random = () =>
        0 };

    public async Task InitializeAsync() => _sandbox = await SandboxServer.StartAsync();

    public async Task DisposeAsync() => await _sandbox.DisposeAsync();

    [Theory]
    [InlineData(FaultKind.ResetBeforeRead, ErrorId.GuestOutcomeUnknown)]
    [InlineData(FaultKind.ResetAfterCreate, ErrorId.GuestOutcomeUnknown)]
    [InlineData(FaultKind.Truncated, ErrorId.GuestOutcomeUnknown)]
    [InlineData(FaultKind.TruncatedChunked, ErrorId.GuestOutcomeUnknown)]
    [InlineData(FaultKind.Malformed, ErrorId.UnexpectedResponse)]
    [InlineData(FaultKind.WrongContentType, ErrorId.UnexpectedResponse)]
    [InlineData(FaultKind.MissingToken, ErrorId.UnexpectedResponse)]
    [InlineData(FaultKind.MissingId, ErrorId.UnexpectedResponse)]
    [InlineData(FaultKind.EmptyBody, ErrorId.UnexpectedResponse)]
    [InlineData(FaultKind.NoContent, ErrorId.UnexpectedResponse)]
    [InlineData(FaultKind.EndlessBody, ErrorId.UnexpectedResponse)]
    public async Task A_fault_has_its_error(FaultKind fault, ErrorId expected) => Assert.Equal(expected, (await FailAsync(new Fault(fault))).ErrorId);

    [Theory]
    [InlineData(FaultKind.ResetBeforeRead)]
    [InlineData(FaultKind.ResetAfterCreate)]
    [InlineData(FaultKind.Truncated)]
    [InlineData(FaultKind.TruncatedChunked)]
    [InlineData(FaultKind.Malformed)]
    [InlineData(FaultKind.WrongContentType)]
    [InlineData(FaultKind.MissingToken)]
    [InlineData(FaultKind.MissingId)]
    [InlineData(FaultKind.EmptyBody)]
    [InlineData(FaultKind.NoContent)]
    [InlineData(FaultKind.EndlessBody)]
    public async Task Nothing_is_sent_again(FaultKind fault)
    {
        await FailAsync(new Fault(fault));

        Assert.Equal(1, _sandbox.Requests.Guests);
    }

    [Theory]
    [InlineData(FaultKind.Hang)]
    [InlineData(FaultKind.SlowDrip)]
    public async Task An_answer_that_does_not_come_in_time_leaves_the_outcome_unknown(FaultKind fault) =>
        Assert.Equal((ErrorId.GuestOutcomeUnknown, 1, 1), (await TimeOutAsync(fault), _sandbox.Requests.Guests, _sandbox.GuestCount));

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        ProvisioningException error = await FailAsync(new Fault(FaultKind.Status) { StatusCode = 307, Location = _sandbox.GuestsUri.AbsoluteUri });

        Assert.Equal((ErrorId.GuestRejected, 1), (error.ErrorId, _sandbox.Requests.Guests));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_failure_that_passes_makes_one_guest(int status)
    {
        _sandbox.Faults.Enqueue(Fault.Status(status), times: 3);
        using Connection connection = Connect();

        await _clock.RunAsync(connection.CreateGuestAsync(new("Ada", "ada@example.com")));

        Assert.Equal((4, 1), (_sandbox.Requests.Guests, _sandbox.GuestCount));
    }

    [Fact]
    public async Task A_refused_connection_was_never_sent()
    {
        // Bound and not listening: nobody else can take the port, and nobody answers there.
        using Socket bound = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        Assert.Equal(3, await RetriesAsync($"http://127.0.0.1:{((IPEndPoint)bound.LocalEndPoint!).Port}"));
    }

    [Fact]
    public async Task A_TLS_failure_was_never_sent() => Assert.Equal(3, await RetriesAsync($"https://127.0.0.1:{_sandbox.BaseAddress.Port}"));

    [Fact]
    public async Task Nothing_reaches_the_server_before_TLS_does()
    {
        await RetriesAsync($"https://127.0.0.1:{_sandbox.BaseAddress.Port}");

        Assert.Equal(0, _sandbox.Requests.Guests);
    }

    [Fact]
    public async Task A_proxy_address_that_cannot_be_used_is_said_to_be_one()
    {
        ConnectionOptions options = Options with { UseProxy = true, Proxy = new WebProxy(new Uri("proxy:8080"), BypassOnLocal: false) };
        using Connection connection = Opened.With(GenesysEnvironment.Parse("usw2.pure.cloud"), "at-0", options);

        ProvisioningException error = await Assert.ThrowsAsync<ProvisioningException>(() => _clock.RunAsync(connection.CreateGuestAsync(new("Ada", "ada@example.com"))));

        Assert.Contains("the address of the proxy", error.Message, StringComparison.Ordinal);
    }

    private Connection Connect(ConnectionOptions? options = null) =>
        Opened.With(GenesysEnvironment.Parse(_sandbox.BaseAddress.AbsoluteUri), _sandbox.IssueAccessToken(), options ?? Options);

    private async Task<ProvisioningException> FailAsync(Fault fault)
    {
        _sandbox.Faults.Enqueue(fault);
        using Connection connection = Connect();
        return await Assert.ThrowsAsync<ProvisioningException>(() => connection.CreateGuestAsync(new("Ada", "ada@example.com")));
    }

    private async Task<ErrorId> TimeOutAsync(FaultKind fault)
    {
        _sandbox.Faults.Enqueue(new Fault(fault));
        using Connection connection = Connect(Options with { RequestTimeout = TimeSpan.FromSeconds(100) });
        Task<Guest> create = connection.CreateGuestAsync(new("Ada", "ada@example.com"));
        await Eventually.IsTrueAsync(() => _sandbox.GuestCount == 1);
        _clock.Advance(TimeSpan.FromSeconds(100));
        return (await Assert.ThrowsAsync<ProvisioningException>(() => create)).ErrorId;
    }

    private async Task<int> RetriesAsync(string address)
    {
        ConcurrentQueue<Diagnostic> told = new();
        using Connection connection = Opened.With(GenesysEnvironment.Parse(address), "at-0", Options);
        ProvisioningException error = await Assert.ThrowsAsync<ProvisioningException>(
            () => _clock.RunAsync(connection.CreateGuestAsync(new("Ada", "ada@example.com"), log: told.Enqueue)));
        Assert.Equal(ErrorId.ServiceUnavailable, error.ErrorId);
        return told.Count(diagnostic => diagnostic.Message.Contains("Retry", StringComparison.Ordinal));
    }
}
