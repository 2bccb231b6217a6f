using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GenesysGuest.Tests.Support;

/// <summary>A server, or a proxy, on the loopback address that answers each request with the bytes that a test says, and closes the connection.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<(string Head, string Body)> _requests = new();
    private readonly Func<string, string> _answer;
    private readonly Task _serving;

    private RawServer(Func<string, string> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The requests that came.</summary>
    public IReadOnlyList<(string Head, string Body)> Requests => [.. _requests];

    /// <summary>Their heads.</summary>
    public IReadOnlyList<string> Heads => [.. _requests.Select(request => request.Head)];

    public static RawServer Answering(string answer) => new(_ => answer);

    /// <summary>Starts one whose answer depends on the request.</summary>
    /// <param name="answer">From a request's head, the answer.</param>
    public static RawServer Answering(Func<string, string> answer) => new(answer);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving; // first: a listener that has stopped refuses to be asked for the next connection
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                limit.CancelAfter(Patience);
                await AnswerAsync(socket, limit.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    private async Task AnswerAsync(Socket socket, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[65536];
        string received = "";
        try
        {
            while (!IsWhole(received))
            {
                int count = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
                if (count == 0)
                {
                    return;
                }

                received += Encoding.Latin1.GetString(buffer, 0, count);
            }

            string head = received[..received.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
            _requests.Enqueue((head, received[(head.Length + 4)..]));
            await socket.SendAsync(Encoding.Latin1.GetBytes(_answer(head)), SocketFlags.None, cancellationToken);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The other side has gone.
        }
    }

    private static bool IsWhole(string received)
    {
        int head = received.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        const string announced = "\r\nContent-Length: ";
        int length = head < 0 ? -1 : received.IndexOf(announced, 0, head, StringComparison.OrdinalIgnoreCase);
        return head >= 0 && (length < 0 || received.Length - head - 4 >= int.Parse(
            received.AsSpan(length + announced.Length, received.IndexOf('\r', length + 2) - length - announced.Length), System.Globalization.CultureInfo.InvariantCulture));
    }
}
