using System.Net;
using System.Net.Sockets;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

public class ServerTests
{
    [Fact]
    public async Task It_answers_on_both_loopback_addresses_and_on_no_other()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        int port = session.Server.BaseAddress.Port;

        Assert.True(await AnswersAsync(IPAddress.Loopback, port));
        Assert.False(await AnswersAsync(IPAddress.Parse("127.0.0.2"), port));
        if (Socket.OSSupportsIPv6)
        {
            Assert.True(await AnswersAsync(IPAddress.IPv6Loopback, port));
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        int port = session.Server.BaseAddress.Port;

        IOException exception = await Assert.ThrowsAsync<IOException>(() => SandboxServer.StartAsync(new SandboxOptions { Port = port }));

        Assert.Contains($"port {port}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_can_be_taken_again_after_disposal()
    {
        SandboxSession first = await SandboxSession.StartAsync();
        int port = first.Server.BaseAddress.Port;
        Assert.Equal(201, await first.GuestStatusAsync(first.Server.IssueAccessToken()));
        await first.DisposeAsync();

        await using SandboxServer second = await SandboxServer.StartAsync(new SandboxOptions { Port = port });

        Assert.Equal(port, second.BaseAddress.Port);
    }

    [Fact]
    public async Task Options_that_contradict_each_other_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => SandboxServer.StartAsync(new SandboxOptions { AutoApprove = true, AutoDeny = true }));
        await Assert.ThrowsAsync<ArgumentException>(() => SandboxServer.StartAsync(new SandboxOptions { Port = 65536 }));
        await Assert.ThrowsAsync<ArgumentException>(() => SandboxServer.StartAsync(new SandboxOptions { TokenLifetime = TimeSpan.Zero }));
    }

    private static async Task<bool> AnswersAsync(IPAddress address, int port)
    {
        using Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
