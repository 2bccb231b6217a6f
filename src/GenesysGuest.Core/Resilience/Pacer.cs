using GenesysGuest.Http;

namespace GenesysGuest.Resilience;

/// <summary>Lets requests through at the server's pace. One for all who share a connection. Thread-safe.</summary>
/// <remarks>
/// The server counts a token's requests in windows. Where its headers say how many are allowed and counted, and when the window ends, requests go as fast
/// as they can until the window is used up, and then wait for the next: never over the limit, and none of it unused. Without headers the first 429 says how
/// much a window holds; from then on what goes beyond that goes one at a time, so that a window costs one 429 at the most. After a 429 nothing goes until
/// the server's <c>Retry-After</c>, and then one, two, four … at once, not a stampede.
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
    private int _mayBeUnderWay = NoLimit; // after a 429: 1, 2, 4 …
    private int _allowed = NoLimit; // in a window
    private bool _isTold; // by headers, not learned from a 429
    private int _counted; // in this window
    private int _beyond = 1; // how many at once may try what goes beyond a limit that was learned
    private TimeSpan? _end; // of this window: the latest that it can be
    private TimeSpan _endAtLeast; // and the earliest
    private TimeSpan? _closedUntil; // by a 429: nobody sends before, whatever else is known of the window

    /// <summary>How long everyone waits for the limit; zero if nobody does.</summary>
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

    /// <summary>How many requests were let through and are not done yet.</summary>
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
    /// <param name="longestWait">The longest wait that makes sense.</param>
    /// <param name="cancellationToken">Gives up the place in the queue.</param>
    /// <returns>Null: it may be sent, and <see cref="Leave"/> must be called. Otherwise: it must not, since the limit is in force for that long.</returns>
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

    /// <summary>Says what came of a request that was let through.</summary>
    /// <param name="sent">When it was sent: <see cref="Sent"/>.</param>
    /// <param name="response">The response; null: none, or it was not sent after all.</param>
    /// <param name="closedFor">For how long nobody may send, because the limit was reached; null: it was not.</param>
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

    /// <summary>The time, to be handed to <see cref="Leave"/>.</summary>
    /// <returns>Since the pacer was made.</returns>
    public TimeSpan Sent() => Now;

    /// <summary>Lets nobody wait any longer: who waits is told that the connection was closed.</summary>
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

    private void Learn(TimeSpan sent, RateLimit? told, TimeSpan? closedFor)
    {
        if (told is { } limit)
        {
            _isTold = true;
            _allowed = limit.Allowed;
            if (SeeEnd(sent, limit.Reset))
            {
                _counted = Math.Max(_counted, limit.Count);
            }
        }
        else if (closedFor is null && !_isTold)
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
            if (!IsClosed && !_isTold)
            {
                _allowed = Math.Max(1, _counted);
            }

            Close(sent, wait);
        }
        else if (_mayBeUnderWay != NoLimit && !IsClosed)
        {
            // One more for each response: twice as many when all that were under way at once are answered.
            _mayBeUnderWay = _mayBeUnderWay < MostUnderWay ? _mayBeUnderWay + 1 : NoLimit;
        }
    }

    private void Close(TimeSpan sent, TimeSpan wait)
    {
        SeeEnd(sent, wait); // where it is of this window, and not of the one before or for another reason
        TimeSpan until = Now + wait;
        _closedUntil = _closedUntil > until ? _closedUntil : until;
        _mayBeUnderWay = 1;
    }

    /// <summary>Takes in that the window, at some time between sending and now, had so many whole seconds left, rounded up.</summary>
    /// <returns>Whether that was said of the present window, not of one before.</returns>
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

    // A window that the server's headers called used up is closed as well as one that a 429 closed.
    private TimeSpan? TooLong(TimeSpan longestWait) =>
        (IsClosed || (_isTold && _counted >= _allowed)) && NextChange is { } end && end - Now is var wait && wait > longestWait ? wait : null;

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

        // What is under way is not counted yet, or is counted twice for a moment: on the safe side either way.
        bool room = _allowed == NoLimit || _counted + _underWay < _allowed;
        bool probe = !_isTold && _underWay < _beyond;
        if (!room && !probe && (_end is not null || _underWay > 0))
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
