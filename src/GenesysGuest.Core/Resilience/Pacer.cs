using GenesysGuest.Http;

namespace GenesysGuest.Resilience;

/// <summary>Sends requests at the pace that the server allows. All users of a connection share one instance. Thread-safe.</summary>
/// <remarks>
/// The server counts the requests of a token in windows. If its headers state the limit, the count, and the end of the window, requests are sent as fast as
/// possible until the window is used up, and then wait for the next window, so that the limit is neither exceeded nor left unused. Without headers, the first 429 shows the
/// size of the window. After that, requests beyond that size are sent one at a time, so that a window costs at most one 429. After a 429, no request is sent until
/// the server's <c>Retry-After</c> has passed. Then one, two, four, and so on are sent at once, to avoid a stampede.
/// </remarks>
internal sealed class Pacer(TimeProvider time) : IDisposable
{
    private const int NoLimit = int.MaxValue;
    private const int MostUnderWay = 256;

    private readonly object _gate = new();
    private readonly Queue<Waiter> _waiting = new();
    private readonly long _epoch = time.GetTimestamp();
    private ITimer? _timer;
    private bool _isDisposed;

    private int _underWay;
    private int _mayBeUnderWay = NoLimit; // after a 429: 1, 2, 4, and so on
    private int _allowed = NoLimit; // per window
    private bool _isFromHeaders; // the limit comes from headers, not from a 429
    private int _counted; // in this window
    private int _beyond = 1; // the number of concurrent requests beyond a learned limit
    private TimeSpan? _end; // the latest possible end of this window
    private TimeSpan _endAtLeast; // the earliest possible end
    private TimeSpan? _closedUntil; // set by a 429: no request is sent before that, regardless of the window

    /// <summary>How long all requests wait because of the limit, or zero.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count > 0 && NextChange is { } next && next > Now ? next - Now : TimeSpan.Zero;
            }
        }
    }

    /// <summary>The number of requests that were allowed and have not ended.</summary>
    public int UnderWay
    {
        get
        {
            lock (_gate)
            {
                return _underWay;
            }
        }
    }

    private TimeSpan Now => time.GetElapsedTime(_epoch);

    private bool IsClosed => Now < _closedUntil;

    private TimeSpan? NextChange => IsClosed ? _closedUntil : _end;

    /// <summary>Waits for a turn to send.</summary>
    /// <param name="longestWait">The longest acceptable wait.</param>
    /// <param name="cancellationToken">Gives up the place in the queue.</param>
    /// <returns>Null if the request may be sent. In this case, <see cref="Leave"/> must be called. Otherwise, the remaining time of the limit, and the request must not be sent.</returns>
    public ValueTask<TimeSpan?> EnterAsync(TimeSpan longestWait, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_gate)
        {
            if (_isDisposed)
            {
                throw SignInException.ConnectionClosed();
            }

            if (_waiting.Count == 0 && TryPass())
            {
                return default;
            }

            if (TooLong(longestWait) is { } wait)
            {
                return new(wait);
            }

            waiter = new Waiter(longestWait);
            _waiting.Enqueue(waiter);
            WakeAtEnd();
        }

        return new(waiter.WaitAsync(cancellationToken));
    }

    /// <summary>Reports the result of a request that was allowed.</summary>
    /// <param name="sent">When it was sent, from <see cref="Sent"/>.</param>
    /// <param name="response">The response, or null if there was none or the request was not sent.</param>
    /// <param name="closedFor">How long no requests may be sent because the limit was reached, or null if it was not reached.</param>
    public void Leave(TimeSpan sent, Response? response, TimeSpan? closedFor)
    {
        lock (_gate)
        {
            _underWay--;
            if (response is not null)
            {
                Learn(sent, response.Limit, closedFor);
            }

            LetThrough();
        }
    }

    /// <summary>Returns the current time, to pass to <see cref="Leave"/>.</summary>
    /// <returns>The time since the pacer was created.</returns>
    public TimeSpan Sent() => Now;

    /// <summary>Ends all waits with the error that the connection was closed.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer?.Dispose();
            while (_waiting.Count > 0)
            {
                _waiting.Dequeue().GiveUp();
            }
        }
    }

    private void Learn(TimeSpan sent, RateLimit? reported, TimeSpan? closedFor)
    {
        if (reported is { } limit)
        {
            _isFromHeaders = true;
            _allowed = limit.Allowed;
            if (SeeEnd(sent, limit.Reset))
            {
                _counted = Math.Max(_counted, limit.Count);
            }
        }
        else if (closedFor is null && !_isFromHeaders)
        {
            _counted++;
            if (_allowed != NoLimit && _counted > _allowed)
            {
                _allowed = _counted;
                _beyond++;
            }
        }

        if (closedFor is { } wait)
        {
            if (!IsClosed && !_isFromHeaders)
            {
                _allowed = Math.Max(1, _counted);
            }

            Close(sent, wait);
        }
        else if (_mayBeUnderWay != NoLimit && !IsClosed)
        {
            // One more for each response, so the number doubles each time all concurrent requests have a response.
            _mayBeUnderWay = _mayBeUnderWay < MostUnderWay ? _mayBeUnderWay + 1 : NoLimit;
        }
    }

    private void Close(TimeSpan sent, TimeSpan wait)
    {
        SeeEnd(sent, wait); // ignored if the 429 refers to an earlier window
        TimeSpan until = Now + wait;
        _closedUntil = _closedUntil > until ? _closedUntil : until;
        _mayBeUnderWay = 1;
    }

    /// <summary>Records that the window had this many seconds left, rounded up, at some time between sending and now.</summary>
    /// <returns>Whether the value was for the current window, not for an earlier one.</returns>
    private bool SeeEnd(TimeSpan sent, TimeSpan left)
    {
        TimeSpan now = Now;
        TimeSpan latest = now + left;
        TimeSpan earliest = sent + left - TimeSpan.FromSeconds(1);
        if (_end is not { } end || now >= end || earliest >= end)
        {
            _counted = 0;
            _end = latest;
            _endAtLeast = earliest;
            return true;
        }

        if (latest < _endAtLeast)
        {
            return false;
        }

        _end = latest < end ? latest : end;
        _endAtLeast = earliest > _endAtLeast ? earliest : _endAtLeast;
        return true;
    }

    // A window that the headers report as used up counts as closed, as after a 429.
    private TimeSpan? TooLong(TimeSpan longestWait) =>
        (IsClosed || (_isFromHeaders && _counted >= _allowed)) && NextChange is { } end && end - Now is var wait && wait > longestWait ? wait : null;

    private bool TryPass()
    {
        if (_end is { } end && Now >= end)
        {
            _end = null;
            _counted = 0;
            _beyond = 1;
        }

        if (IsClosed || _underWay >= _mayBeUnderWay)
        {
            return false;
        }

        // Requests in progress are not yet counted, or are briefly counted twice. Either way, the limit is not exceeded.
        bool room = _allowed == NoLimit || _counted + _underWay < _allowed;
        bool probe = !_isFromHeaders && _underWay < _beyond;
        if (!room && !probe)
        {
            return false;
        }

        _underWay++;
        return true;
    }

    private void LetThrough()
    {
        while (_waiting.Count > 0)
        {
            Waiter first = _waiting.Peek();
            if (first.IsGone)
            {
                _waiting.Dequeue();
            }
            else if (TooLong(first.LongestWait) is { } wait)
            {
                _waiting.Dequeue().Refuse(wait);
            }
            else if (!TryPass())
            {
                break;
            }
            else if (!_waiting.Dequeue().Pass())
            {
                _underWay--;
            }
        }

        WakeAtEnd();
    }

    private void WakeAtEnd()
    {
        if (_isDisposed || _waiting.Count == 0 || NextChange is not { } next)
        {
            return;
        }

        _timer ??= time.CreateTimer(static pacer => ((Pacer)pacer!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        TimeSpan wait = next - Now;
        _timer.Change(wait > TimeSpan.Zero ? TimerTime.RoundUp(wait) : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    private void Wake()
    {
        lock (_gate)
        {
            LetThrough();
        }
    }

    /// <summary>A place in the queue.</summary>
    private sealed class Waiter(TimeSpan longestWait)
    {
        private readonly TaskCompletionSource<TimeSpan?> _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TimeSpan LongestWait => longestWait;

        public bool IsGone => _turn.Task.IsCompleted;

        public bool Pass() => _turn.TrySetResult(null);

        public void GiveUp() => _turn.TrySetException(SignInException.ConnectionClosed());

        public void Refuse(TimeSpan wait) => _turn.TrySetResult(wait);

        public async Task<TimeSpan?> WaitAsync(CancellationToken cancellationToken)
        {
            using CancellationTokenRegistration given = cancellationToken.Register(static turn => ((TaskCompletionSource<TimeSpan?>)turn!).TrySetCanceled(), _turn);
            return await _turn.Task.ConfigureAwait(false);
        }
    }
}
