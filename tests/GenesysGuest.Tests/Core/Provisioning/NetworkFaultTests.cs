using System.Net.Sockets;
using GenesysGuest.Sandbox;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>Requests that never left: nothing is on the server, and all of them may be sent again.</summary>
public class NetworkFaultTests
{
    [Theory]
    [InlineData(SocketError.HostNotFound, "was not found")]
    [InlineData(SocketError.ConnectionRefused, "refused the connection")]
    public async Task A_row_whose_request_never_leaves_is_retried_and_then_says_why(SocketError failure, string reason)
    {
        await using SandboxRun run = await SandboxRun.StartAsync(handler: FailToConnect(int.MaxValue, failure));

        Finished finished = await run.ProvisionAsync(rows: 1);

        GenesysException error = Assert.Single(finished.Outcomes).Error!;
        Assert.Equal(ErrorId.ServiceUnavailable, error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound)]
    [InlineData(SocketError.ConnectionRefused)]
    public async Task When_the_network_comes_back_none_of_a_thousand_rows_has_failed(SocketError failure)
    {
        await using SandboxRun run = await SandboxRun.StartAsync(handler: FailToConnect(20, failure));

        Finished finished = await run.ProvisionAsync(rows: 1_000);

        Assert.Null(finished.End);
        Assert.Empty(finished.Errors);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound)]
    [InlineData(SocketError.ConnectionRefused)]
    public async Task When_the_network_stays_away_the_run_ends_and_the_rest_stays_unread(SocketError failure)
    {
        await using SandboxRun run = await SandboxRun.StartAsync(handler: FailToConnect(int.MaxValue, failure));

        Finished finished = await run.ProvisionAsync(rows: 1_000);

        Assert.Equal(ErrorId.ServiceUnavailable, finished.End?.ErrorId);
        Assert.Equal([ErrorId.NotAttempted], finished.Errors);
        Assert.InRange(finished.Outcomes.Count, 1, 33);
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_is_an_outage()
    {
        SandboxServer gone = await SandboxServer.StartAsync();
        GenesysEnvironment environment = SandboxRun.EnvironmentOf(gone);
        await gone.DisposeAsync();
        await using SandboxRun run = await SandboxRun.StartAsync((_, options) => Task.FromResult(Opened.With(environment, "at", options)));

        Finished finished = await run.ProvisionAsync(rows: 100, new ProvisioningOptions { OutageTimeout = TimeSpan.FromSeconds(20) });

        Assert.Equal(ErrorId.ServiceUnavailable, finished.End?.ErrorId);
        Assert.Equal([ErrorId.NotAttempted], finished.Errors);
    }

    /// <summary>A handler whose first attempts to connect fail.</summary>
    private static SocketsHttpHandler FailToConnect(int times, SocketError failure) => new()
    {
        UseProxy = false,
        ConnectCallback = async (context, cancellationToken) =>
        {
            if (Interlocked.Decrement(ref times) >= 0)
            {
                throw new SocketException((int)failure);
            }

            Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };
}
