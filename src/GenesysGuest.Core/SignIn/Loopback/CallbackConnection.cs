using System.Net.Sockets;

namespace GenesysGuest.SignIn.Loopback;

/// <summary>One connection's life: a request head is read, one page goes back, and the peer has time to take all of it.</summary>
internal sealed class CallbackConnection : IDisposable
{
    /// <summary>For the whole of the head, so that one byte now and then buys no time. Browsers connect ahead and may then send nothing.</summary>
    public static readonly TimeSpan ReadDeadline = TimeSpan.FromSeconds(10);

    /// <summary>For the page to be taken and the peer to close.</summary>
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

    /// <summary>Whether the peer knew the state: then it is the user's own browser, and its page matters.</summary>
    public bool IsValid
    {
        get => _isValid;
        set => _isValid = value;
    }

    /// <summary>Completes, never with an error, when the socket is gone.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Lives it. What the peer does wrong ends the connection and nothing else.</summary>
    /// <param name="answer">What to say to a head that is well formed.</param>
    /// <returns>A task that ends with the connection.</returns>
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

            // A socket that is closed with unread bytes is reset, and a reset can overtake the page: so the peer is the first to close.
            _socket.Shutdown(SocketShutdown.Send);
            await DrainAsync(buffer).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The peer reset the connection, or a deadline or the receiver's end closed it.
        }
        finally
        {
            _socket.Dispose();
            _ended.TrySetResult(true);
        }
    }

    /// <summary>Ends the connection at once, with a reset: nothing of it keeps the port busy.</summary>
    public void Dispose()
    {
        try
        {
            _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is gone already.
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
