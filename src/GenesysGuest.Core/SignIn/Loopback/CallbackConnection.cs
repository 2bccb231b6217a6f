using System.Net.Sockets;

namespace GenesysGuest.SignIn.Loopback;

/// <summary>A single connection: reads a request head, sends one page, and gives the peer time to receive all of it.</summary>
internal sealed class CallbackConnection : IDisposable
{
    /// <summary>The time limit for the whole head. Receiving a part of it does not extend the limit. Browsers may open connections in advance and send nothing.</summary>
    public static readonly TimeSpan ReadDeadline = TimeSpan.FromSeconds(10);

    /// <summary>The time limit for the peer to receive the page and close the connection.</summary>
    public static readonly TimeSpan DeliveryDeadline = TimeSpan.FromSeconds(2);

    private const int ReadBufferBytes = 2 * 1024;
    private const int MaxDrainedBytes = 1024 * 1024;

    private readonly Socket _socket;
    private readonly TimeProvider _timeProvider;
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isAnswered;
    private volatile bool _isValid;

    public CallbackConnection(Socket socket, TimeProvider timeProvider)
    {
        _socket = socket;
        _timeProvider = timeProvider;
    }

    /// <summary>Whether the whole head was read.</summary>
    public bool IsAnswered => _isAnswered;

    /// <summary>Whether the peer knew the state. If so, it is the user's browser, which must receive the page.</summary>
    public bool IsValid
    {
        get => _isValid;
        set => _isValid = value;
    }

    /// <summary>Completes when the socket is closed. It never fails.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Runs the connection. An error of the peer ends only this connection.</summary>
    /// <param name="answer">Returns the page for a well-formed head.</param>
    /// <returns>A task that completes with the connection.</returns>
    public async Task RunAsync(Func<HttpRequestHead, CallbackPage> answer)
    {
        try
        {
            using ITimer deadline = _timeProvider.CreateTimer(
                static connection => ((CallbackConnection)connection!).Dispose(), this, ReadDeadline, Timeout.InfiniteTimeSpan);
            byte[] buffer = new byte[ReadBufferBytes];
            HttpRequestHead head = new();
            if (!await ReadAsync(head, buffer).ConfigureAwait(false))
            {
                return;
            }

            deadline.Change(DeliveryDeadline, Timeout.InfiniteTimeSpan);
            _isAnswered = true;
            CallbackPage page = head.Fault is { } fault ? CallbackPage.For(fault) : answer(head);
            await SendAsync(page.ToResponse(head.Method)).ConfigureAwait(false);

            // Closing a socket with unread bytes resets it, and a reset can overtake the page. Therefore, the peer closes first.
            _socket.Shutdown(SocketShutdown.Send);
            await DrainAsync(buffer).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The peer reset the connection, or a time limit or the end of the receiver closed it.
        }
        finally
        {
            _socket.Dispose();
            _ended.TrySetResult(true);
        }
    }

    /// <summary>Ends the connection immediately with a reset, so that it does not keep the port in use.</summary>
    public void Dispose()
    {
        try
        {
            _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The socket is already closed.
        }

        _socket.Dispose();
    }

    private async Task<bool> ReadAsync(HttpRequestHead head, byte[] buffer)
    {
        while (true)
        {
            int count = await _socket.ReceiveAsync(new ArraySegment<byte>(buffer), SocketFlags.None).ConfigureAwait(false);
            if (count == 0)
            {
                return false;
            }

            if (head.Read(buffer.AsSpan(0, count)))
            {
                return true;
            }
        }
    }

    private async Task SendAsync(ArraySegment<byte> response)
    {
        int sent = 0;
        while (sent < response.Count)
        {
            ArraySegment<byte> rest = new(response.Array!, response.Offset + sent, response.Count - sent);
            sent += await _socket.SendAsync(rest, SocketFlags.None).ConfigureAwait(false);
        }
    }

    private async Task DrainAsync(byte[] buffer)
    {
        int drained = 0;
        int count;
        do
        {
            count = await _socket.ReceiveAsync(new ArraySegment<byte>(buffer), SocketFlags.None).ConfigureAwait(false);
            drained += count;
        }
        while (count > 0 && drained < MaxDrainedBytes);
    }
}
