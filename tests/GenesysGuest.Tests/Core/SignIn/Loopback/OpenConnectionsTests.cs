using System.Net;
using System.Net.Sockets;
using GenesysGuest.SignIn.Loopback;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

public sealed class OpenConnectionsTests
{
    [Fact]
    public async Task A_connection_that_comes_after_the_end_is_closed()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using RawPeer peer = await RawPeer.ConnectAsync(((IPEndPoint)listener.LocalEndpoint).Port);
        using CallbackConnection late = new(await listener.AcceptSocketAsync(), TimeProvider.System);
        OpenConnections connections = new();
        connections.Dispose();

        connections.Add(late);

        Assert.Null(await peer.ReadAsync());
    }
}
