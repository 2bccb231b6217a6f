using System.Net;
using System.Net.Sockets;
using GenesysGuest.SignIn.Loopback;

namespace GenesysGuest;

/// <summary>
/// Waits on this machine for the browser to deliver the response to an authorization request (RFC 8252 §7.3). Thread-safe.
/// </summary>
/// <remarks>
/// The receiver is bound before the browser is opened, and remains bound until the response is received. All other requests are rejected. They
/// neither end the wait nor delay the response: only a request with the correct <c>state</c> ends it.
/// </remarks>
public sealed class LoopbackReceiver : IDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    private readonly LoopbackRedirectUri _redirectUri;
    private readonly IReadOnlyList<Socket> _listeners;
    private readonly TimeProvider _timeProvider;
    private readonly RejectedCallbacks _rejected;

    private readonly OpenConnections _connections = new();
    private readonly TaskCompletionSource<Outcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SignInException> _abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isStarted;

    private LoopbackReceiver(LoopbackRedirectUri redirectUri, IReadOnlyList<Socket> listeners, TimeProvider timeProvider, RejectedCallbacks rejected)
    {
        _redirectUri = redirectUri;
        _listeners = listeners;
        _timeProvider = timeProvider;
        _rejected = rejected;
    }

    /// <summary>The redirect URI to send: the specified one, character for character, with the bound port instead of port 0.</summary>
    public string RedirectUri => _redirectUri.Text;

    /// <summary>The port on <c>127.0.0.1</c>, <c>[::1]</c>, or both.</summary>
    public int Port => _redirectUri.Port;

    /// <summary>The number of callbacks that were rejected because they were malformed, or had a wrong or missing <c>state</c> or issuer.</summary>
    public int RejectedCallbacks => _rejected.Count;

    /// <summary>Starts to listen. Browsers can connect immediately, and get a response after <see cref="ReceiveAsync"/> starts.</summary>
    /// <param name="redirectUri">
    /// Plain http on <c>127.0.0.1</c>, <c>[::1]</c>, or <c>localhost</c> (both IP versions; IPv4 required). Port 0 selects a free port.
    /// </param>
    /// <param name="timeProvider">The clock for all time limits, or null for the system clock.</param>
    /// <param name="onRefused">
    /// Called immediately, from any thread, for a rejected callback with the correct <c>state</c>, and for an error without a state, once for each kind.
    /// The wait continues. Callbacks with a different state are only counted. It must not throw. Can be null.
    /// </param>
    /// <returns>The bound receiver.</returns>
    /// <exception cref="SignInException">
    /// <see cref="ErrorId.RedirectPortInUse"/>, or <see cref="ErrorId.InvalidRedirectUri"/>: the URI is not a loopback address, or this machine does not have the address.
    /// </exception>
    public static LoopbackReceiver Bind(string redirectUri, TimeProvider? timeProvider = null, Action<SignInException>? onRefused = null)
    {
        ArgumentNullException.ThrowIfNull(redirectUri);

        LoopbackRedirectUri wanted = LoopbackRedirectUri.Parse(redirectUri);
        IReadOnlyList<Socket> listeners = LoopbackListeners.Bind(wanted);
        int port = ((IPEndPoint)listeners[0].LocalEndPoint!).Port;
        return new(wanted.WithPort(port), listeners, timeProvider ?? TimeProvider.System, new(onRefused));
    }

    /// <summary>Returns the address that the receiver listens on.</summary>
    /// <returns>The redirect URI.</returns>
    public override string ToString() => RedirectUri;

    /// <summary>Waits for the response. It can be called once. When it ends, for any reason, the port is free.</summary>
    /// <param name="request">The request with the redirect URI <see cref="RedirectUri"/>.</param>
    /// <param name="timeout">How long to wait: more than zero and at most one day.</param>
    /// <param name="cancellationToken">Cancels the wait immediately, even while the browser is still receiving its page.</param>
    /// <returns>The first valid response, after the browser has received its page or two seconds have passed.</returns>
    /// <exception cref="SignInException">
    /// <see cref="ErrorId.AuthorizationDenied"/>, <see cref="ErrorId.AuthorizationTimedOut"/>, or <see cref="ErrorId.AuthorizationCancelled"/>;
    /// <see cref="ErrorId.InvalidCallback"/> immediately, if the request was already used.
    /// </exception>
    /// <exception cref="ArgumentException">The request has another redirect URI.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The method was called before, or the receiver was disposed.</exception>
    public Task<AuthorizationResponse> ReceiveAsync(AuthorizationRequest request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        if (!string.Equals(request.RedirectUri, RedirectUri, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The redirect URI of the request is not the one that the receiver listens on, {RedirectUri}.", nameof(request));
        }

        request.ThrowIfUsed();
        if (timeout <= TimeSpan.Zero || timeout > LongestTimeout)
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "The timeout must be more than zero and at most one day.");
        }

        if (Interlocked.Exchange(ref _isStarted, 1) != 0 || _closed.Task.IsCompleted)
        {
            throw new InvalidOperationException("A receiver can wait for a response only once.");
        }

        return WaitAsync(request, timeout, cancellationToken);
    }

    /// <summary>Frees the port. A pending <see cref="ReceiveAsync"/> ends with <see cref="ErrorId.AuthorizationCancelled"/>.</summary>
    public void Dispose()
    {
        Abandon(new ObjectDisposedException(nameof(LoopbackReceiver)));
        Close();
    }

    private async Task<AuthorizationResponse> WaitAsync(AuthorizationRequest request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using ITimer deadline = _timeProvider.CreateTimer(
            _ => _outcome.TrySetResult(new(null, _rejected.TimedOut(RedirectUri, timeout))), state: null, timeout, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration registration = cancellationToken.Register(
            () => Abandon(new OperationCanceledException(cancellationToken)));
        Task accepting = Task.WhenAll(_listeners.Select(listener => Task.Run(() => AcceptAsync(listener, request), CancellationToken.None)));
        try
        {
            Outcome outcome = await _outcome.Task.ConfigureAwait(false);
            if (await Task.WhenAny(DeliverAsync(), _abandoned.Task).ConfigureAwait(false) == _abandoned.Task)
            {
                throw await _abandoned.Task.ConfigureAwait(false);
            }

            return outcome.Response ?? throw outcome.Error!;
        }
        finally
        {
            Close();
            await accepting.ConfigureAwait(false);
        }
    }

    private async Task AcceptAsync(Socket listener, AuthorizationRequest request)
    {
        while (!_closed.Task.IsCompleted)
        {
            try
            {
                Serve(await listener.AcceptAsync().ConfigureAwait(false), request);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionAborted or SocketError.ConnectionReset)
            {
                // The peer disconnected before its connection was accepted.
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // Either the receiver has ended, or the process is out of handles. Closing a connection frees a handle, and the pause prevents a busy loop until then.
                _connections.DropOldest();
                await PauseAsync().ConfigureAwait(false);
            }
        }
    }

    private void Serve(Socket peer, AuthorizationRequest request)
    {
        if (!IsLoopback(peer))
        {
            peer.Dispose();
            return;
        }

        CallbackConnection connection = new(peer, _timeProvider);
        _connections.Add(connection);

        // Runs independently, so that a slow peer does not prevent the next connection from being accepted.
        _ = Task.Run(() => ServeAsync(connection, request));
    }

    /// <summary>Whether the peer is on this machine. Listening on a loopback address does not guarantee this: routing can deliver packets from other machines.</summary>
    private static bool IsLoopback(Socket peer)
    {
        try
        {
            return peer.RemoteEndPoint is IPEndPoint { Address: { } address } && IPAddress.IsLoopback(address);
        }
        catch (SocketException)
        {
            // The socket is already closed.
            return false;
        }
    }

    private async Task ServeAsync(CallbackConnection connection, AuthorizationRequest request)
    {
        await connection.RunAsync(head => PageFor(connection, head, request)).ConfigureAwait(false);
        _connections.Remove(connection);
    }

    private CallbackPage PageFor(CallbackConnection connection, HttpRequestHead head, AuthorizationRequest request)
    {
        // Detects a host name that an attacker resolves to 127.0.0.1 (DNS rebinding).
        if (!_redirectUri.IsAuthority(head.Host!))
        {
            return CallbackPage.WrongHost;
        }

        string target = head.Target!;
        int mark = target.IndexOf('?');
        if (!string.Equals(mark < 0 ? target : target[..mark], _redirectUri.Path, StringComparison.Ordinal))
        {
            return CallbackPage.WrongPath;
        }

        if (!string.Equals(head.Method, "GET", StringComparison.Ordinal))
        {
            return CallbackPage.WrongMethod;
        }

        if (head.HasBody)
        {
            return CallbackPage.For(400);
        }

        SignInException? error = AuthorizationResponse.Check(
            request, mark < 0 ? "" : target[mark..], out AuthorizationResponse? response, out bool isOfThisRequest);
        if (error is { ErrorId: not ErrorId.AuthorizationDenied })
        {
            // Anyone can send such a callback, so it must not end the sign-in (RFC 9700 §4.7).
            _rejected.Add(error, isOfThisRequest);
            return CallbackPage.NotThisSignIn;
        }

        connection.IsValid = true;
        if (!_outcome.TrySetResult(new(response, error)))
        {
            return CallbackPage.AlreadyAnswered;
        }

        return error is null ? CallbackPage.Received : CallbackPage.Denied;
    }

    /// <summary>Waits until the browser has received its page. Each connection has a time limit. Does not wait for other peers.</summary>
    private async Task DeliverAsync()
    {
        await _connections.ValidEndedAsync().ConfigureAwait(false);

        // Waits again, for a second browser window whose request arrived in the meantime.
        await _connections.ValidEndedAsync().ConfigureAwait(false);
    }

    private async Task PauseAsync()
    {
        TaskCompletionSource<bool> due = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ITimer timer = _timeProvider.CreateTimer(_ => due.TrySetResult(true), state: null, PauseAfterFailure, Timeout.InfiniteTimeSpan);
        await Task.WhenAny(due.Task, _closed.Task).ConfigureAwait(false);
    }

    private void Abandon(Exception cause)
    {
        SignInException error = new(
            ErrorId.AuthorizationCancelled, "The sign-in was cancelled while waiting for the browser.", "Sign in again when you are ready.", cause);
        _abandoned.TrySetResult(error);
        _outcome.TrySetResult(new(null, error));
    }

    private void Close()
    {
        _closed.TrySetResult(true);
        foreach (Socket listener in _listeners)
        {
            listener.Dispose();
        }

        _connections.Dispose();
    }

    private readonly record struct Outcome(AuthorizationResponse? Response, SignInException? Error);
}
