using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GenesysGuest.Sandbox;

/// <summary>
/// Sockets bound to the same port of both loopback addresses, so that <c>localhost</c> always reaches the sandbox.
/// </summary>
internal sealed class LoopbackSockets : IDisposable
{
    private const int Attempts = 20;

    private readonly Dictionary<EndPoint, Socket> _sockets = [];

    private LoopbackSockets(Socket ipv4, Socket? ipv6)
    {
        _sockets.Add(ipv4.LocalEndPoint!, ipv4);
        if (ipv6 is not null)
        {
            _sockets.Add(ipv6.LocalEndPoint!, ipv6);
        }

        Port = ((IPEndPoint)ipv4.LocalEndPoint!).Port;
    }

    public int Port { get; }

    public IReadOnlyCollection<EndPoint> EndPoints => _sockets.Keys;

    /// <summary>Binds both addresses. IPv6 is bound only if this computer supports it.</summary>
    /// <param name="port">The port, or 0 for a port that is free on both.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static LoopbackSockets Bind(int port)
    {
        for (int attempt = 1; ; attempt++)
        {
            Socket? ipv4 = null;
            try
            {
                ipv4 = Bind(IPAddress.Loopback, port);
                return new LoopbackSockets(ipv4, BindIPv6(((IPEndPoint)ipv4.LocalEndPoint!).Port));
            }
            catch (SocketException exception)
            {
                ipv4?.Dispose();
                if (port != 0 || attempt == Attempts)
                {
                    string problem = string.Create(
                        CultureInfo.InvariantCulture, $"Cannot listen on port {port} of the loopback addresses: {exception.Message}");
                    throw new IOException(problem, exception);
                }
            }
        }
    }

    /// <summary>Passes a bound socket to Kestrel, which then owns it.</summary>
    public Socket Take(EndPoint endPoint) => _sockets.Remove(endPoint, out Socket? socket)
        ? socket
        : throw new InvalidOperationException($"No socket is bound to {endPoint}.");

    public void Dispose()
    {
        foreach (Socket socket in _sockets.Values)
        {
            socket.Dispose();
        }
    }

    private static Socket? BindIPv6(int port)
    {
        if (!Socket.OSSupportsIPv6)
        {
            return null;
        }

        try
        {
            return Bind(IPAddress.IPv6Loopback, port);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            return null;
        }
    }

    private static Socket Bind(IPAddress address, int port)
    {
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
