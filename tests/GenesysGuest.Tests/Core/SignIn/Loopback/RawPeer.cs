using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

/// <summary>A client that sends what bytes it likes. Whatever it waits for, it gives up after a time that no test comes near.</summary>
internal sealed class RawPeer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Socket _socket;

    private RawPeer(Socket socket) => _socket = socket;

    public static async Task<RawPeer> ConnectAsync(int port, IPAddress? address = null, IPAddress? from = null)
    {
        address ??= IPAddress.Loopback;
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (from is not null)
        {
            socket.Bind(new IPEndPoint(from, 0));
        }

        using CancellationTokenSource limit = new(Patience);
        await socket.ConnectAsync(address, port, limit.Token);
        return new(socket);
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        using CancellationTokenSource limit = new(Patience);
        while (bytes.Length > 0)
        {
            bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None, limit.Token)..];
        }
    }

    /// <summary>Says that nothing more will be sent.</summary>
    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads until the other side has said that nothing more will come.</summary>
    /// <returns>The response, or null if there was none or the connection was reset.</returns>
    public async Task<RawResponse?> ReadAsync()
    {
        using CancellationTokenSource limit = new(Patience);
        using MemoryStream received = new();
        byte[] buffer = new byte[4096];
        try
        {
            while (await _socket.ReceiveAsync(buffer, SocketFlags.None, limit.Token) is var count and > 0)
            {
                received.Write(buffer, 0, count);
            }
        }
        catch (SocketException)
        {
            return null;
        }

        return RawResponse.Parse(received.ToArray());
    }

    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Dispose();
    }

    public void Dispose() => _socket.Dispose();
}

internal sealed record RawResponse(int Status, IReadOnlyDictionary<string, string> Headers, string Body, string Text)
{
    public static RawResponse? Parse(byte[] bytes)
    {
        string text = Encoding.UTF8.GetString(bytes);
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        string[] lines = text[..end].Split("\r\n");
        Dictionary<string, string> headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase);
        return new(int.Parse(lines[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), headers, text[(end + 4)..], text);
    }
}
