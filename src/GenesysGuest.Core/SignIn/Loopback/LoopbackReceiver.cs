using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GenesysGuest.SignIn.Loopback;

namespace GenesysGuest;

/// <summary>
/// Waits on this machine for the browser to bring the answer to one authorization request (RFC 8252 §7.3). Thread-safe.
/// </summary>
/// <remarks>
/// It is bound before the browser is opened, and stays so until the answer is in hand. Whoever else calls, in whatever way, is turned away and
/// neither ends the waiting nor delays the answer: only a request with the right <c>state</c> does.
/// </remarks>
public sealed class LoopbackReceiver : IDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);
    /// <summary>Whoever is told wants to know what is wrong, not how often.</summary>
    private const int MaxTold = 10;

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    private readonly LoopbackRedirectUri _redirectUri;
    private readonly IReadOnlyList<Socket> _listeners;
    private readonly TimeProvider _timeProvider;

    private readonly OpenConnections _connections = new();
    private readonly TaskCompletionSource<Outcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SignInException> _abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<SignInException>? _onRefused;
    private readonly HashSet<string> _told = new(StringComparer.Ordinal); // used under its own lock
    private int _isStarted;
    private int _rejectedCallbacks;
    private SignInException? _lastFault;

    private LoopbackReceiver(
        LoopbackRedirectUri redirectUri, IReadOnlyList<Socket> listeners, TimeProvider timeProvider, Action<SignInException>? onRefused)
    {
        _onRefused = onRefused;
        _redirectUri = redirectUri;
        _listeners = listeners;
        _timeProvider = timeProvider;
    }

    /// <summary>The redirect URI to send: the one given, character for character, with the bound port where port 0 was given.</summary>
    public string RedirectUri => _redirectUri.Text;

    /// <summary>The port, on <c>127.0.0.1</c>, <c>[::1]</c> or both.</summary>
    public int Port => _redirectUri.Port;

    /// <summary>How many callbacks were refused because they were malformed, or lacked the right <c>state</c> or issuer.</summary>
    public int RejectedCallbacks => Volatile.Read(ref _rejectedCallbacks);

    /// <summary>Begins to listen. Browsers may call from now on; they are answered once <see cref="ReceiveAsync"/> runs.</summary>
    /// <param name="redirectUri">
    /// Plain http on <c>127.0.0.1</c>, <c>[::1]</c> or <c>localhost</c> (both stacks; IPv4 required); port 0 takes a free port.
    /// </param>
    /// <param name="timeProvider">The clock for every deadline; null: the system's.</param>
    /// <param name="onRefused">
    /// Told at once, from any thread, of a callback that has the right <c>state</c> and is refused all the same, and of an error without a state; of each kind
    /// once. The waiting goes on. Strangers with another state are only counted. It must not throw. Null: nobody is told.
    /// </param>
    /// <returns>A receiver that is bound.</returns>
    /// <exception cref="SignInException">
    /// <see cref="ErrorId.RedirectPortInUse"/>, or <see cref="ErrorId.InvalidRedirectUri"/>: it is not loopback, or this machine lacks the address.
    /// </exception>
    public static LoopbackReceiver Bind(string redirectUri, TimeProvider? timeProvider = null, Action<SignInException>? onRefused = null)
    {
        ArgumentNullException.ThrowIfNull(redirectUri);

        LoopbackRedirectUri wanted = LoopbackRedirectUri.Parse(redirectUri);
        IReadOnlyList<Socket> listeners = LoopbackListeners.Bind(wanted);
        int port = ((IPEndPoint)listeners[0].LocalEndPoint!).Port;
        return new(wanted.WithPort(port), listeners, timeProvider ?? TimeProvider.System, onRefused);
    }

    /// <summary>Where it listens.</summary>
    /// <returns>The redirect URI.</returns>
    public override string ToString() => RedirectUri;

    /// <summary>Waits for the answer. It can be called once; however it ends, the port is free when it does.</summary>
    /// <param name="request">The request, whose redirect URI is <see cref="RedirectUri"/>.</param>
    /// <param name="timeout">How long to wait: more than zero, at most a day.</param>
    /// <param name="cancellationToken">Ends the waiting at once, also while the browser still takes its page.</param>
    /// <returns>The first valid answer, after the browser has taken its page, or had two seconds to do so.</returns>
    /// <exception cref="SignInException">
    /// <see cref="ErrorId.AuthorizationDenied"/>, <see cref="ErrorId.AuthorizationTimedOut"/> or <see cref="ErrorId.AuthorizationCancelled"/>;
    /// <see cref="ErrorId.InvalidCallback"/> at once: the request was used before.
    /// </exception>
    /// <exception cref="ArgumentException">The request is for another redirect URI.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is outside its range.</exception>
    /// <exception cref="InvalidOperationException">It was called before, or the receiver was disposed of.</exception>
    public Task<AuthorizationResponse> ReceiveAsync(AuthorizationRequest request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        if (!string.Equals(request.RedirectUri, RedirectUri, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The request's redirect URI is not the one listened on, {RedirectUri}.", nameof(request));
        }

        request.DemandUnused();
        if (timeout <= TimeSpan.Zero || timeout > LongestTimeout)
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "The time to wait is more than zero and at most a day.");
        }

        if (Interlocked.Exchange(ref _isStarted, 1) != 0 || _closed.Task.IsCompleted)
        {
            throw new InvalidOperationException("A receiver waits for one answer, once.");
        }

        return WaitAsync(request, timeout, cancellationToken);
    }

    /// <summary>Frees the port. A waiting <see cref="ReceiveAsync"/> ends with <see cref="ErrorId.AuthorizationCancelled"/>.</summary>
    public void Dispose()
    {
        Abandon(new ObjectDisposedException(nameof(LoopbackReceiver)));
        Close();
    }

    private async Task<AuthorizationResponse> WaitAsync(AuthorizationRequest request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using ITimer deadline = _timeProvider.CreateTimer(
            _ => _outcome.TrySetResult(new(null, TimedOut(timeout))), state: null, timeout, Timeout.InfiniteTimeSpan);
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
                // That peer left before its turn came.
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The end, or the process is out of handles: a connection makes room, and a pause keeps this from spinning until it has.
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

        // On its own from here: a peer that keeps the reading busy must not keep the next one from being accepted.
        _ = Task.Run(() => ServeAsync(connection, request));
    }

    /// <summary>A loopback address alone does not keep strangers out: this machine's other addresses reach it, and so do routing tricks.</summary>
    private static bool IsLoopback(Socket peer)
    {
        try
        {
            return peer.RemoteEndPoint is IPEndPoint { Address: { } address } && IPAddress.IsLoopback(address);
        }
        catch (SocketException)
        {
            // It is gone already.
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
        // A name that an attacker points at 127.0.0.1 gives itself away here (DNS rebinding).
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
            // Anyone can send such a thing, so it must not end the sign-in (RFC 9700 §4.7).
            Interlocked.Increment(ref _rejectedCallbacks);
            Tell(error, isOfThisRequest);
            return CallbackPage.NotThisSignIn;
        }

        connection.IsValid = true;
        if (!_outcome.TrySetResult(new(response, error)))
        {
            return CallbackPage.AlreadyAnswered;
        }

        return error is null ? CallbackPage.Received : CallbackPage.Denied;
    }

    // The user looks at the browser and sees nothing of the reason: it is told now, not at the deadline.
    private void Tell(SignInException error, bool isOfThisRequest)
    {
        if (isOfThisRequest)
        {
            Volatile.Write(ref _lastFault, error);
        }
        else if (!error.IsStrayError)
        {
            return;
        }

        lock (_told)
        {
            if (_told.Count == MaxTold || !_told.Add(error.Message))
            {
                return;
            }
        }

        _onRefused?.Invoke(error);
    }

    /// <summary>Waits for the browser to take its page. Each connection's own deadline bounds it, and strangers are not waited for.</summary>
    private async Task DeliverAsync()
    {
        await _connections.ValidEndedAsync().ConfigureAwait(false);

        // Once more, for a second window that came while the first was being served.
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
            ErrorId.AuthorizationCancelled, "The sign-in was cancelled while it waited for the browser.", "Sign in again when you are ready.", cause);
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

    private SignInException TimedOut(TimeSpan timeout)
    {
        int refused = RejectedCallbacks;
        if (Volatile.Read(ref _lastFault) is { } fault)
        {
            return new(
                ErrorId.AuthorizationTimedOut,
                string.Format(
                    CultureInfo.InvariantCulture, "No usable answer came to {0} within {1:0.###} seconds. The browser came back and was refused: {2}", RedirectUri,
                    timeout.TotalSeconds, fault.Message),
                fault.Remedy,
                fault) { NextStep = fault.NextStep };
        }

        string strangers = refused == 0 ? "" : string.Format(
            CultureInfo.InvariantCulture,
            " {0} callback(s) were refused, because they did not answer this request: an older browser window, or another program, calls this address.",
            refused);
        return new(
            ErrorId.AuthorizationTimedOut,
            string.Format(CultureInfo.InvariantCulture, "No answer came to {0} within {1:0.###} seconds.{2}", RedirectUri, timeout.TotalSeconds, strangers),
            "Sign in again and finish in the browser window that opens. If the browser showed an error, check that exactly this redirect URI is registered " +
            "with the OAuth client. If the browser is on another machine, sign in in two steps: open the address of an authorization request there, and " +
            "bring back the address where the browser ended.") { NextStep = NextStep.SignInInTwoSteps };
    }

    private readonly record struct Outcome(AuthorizationResponse? Response, SignInException? Error);
}
