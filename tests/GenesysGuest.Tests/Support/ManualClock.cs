namespace GenesysGuest.Tests.Support;

/// <summary>
/// A clock that stands still until a test moves it. Timers fire inside <see cref="Advance"/>, on the thread that advances, in the order in which
/// they fall due, and each of them sees the time at which it was due.
/// </summary>
/// <param name="start">The time at which the clock stands at first.</param>
internal sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private DateTimeOffset _now = start;
    private long _sequence;

    /// <summary>A clock that stands at noon, 2 January 2030, UTC.</summary>
    public ManualClock()
        : this(new DateTimeOffset(2030, 1, 2, 12, 0, 0, TimeSpan.Zero))
    {
    }

    private DateTimeOffset Now
    {
        get
        {
            lock (_gate)
            {
                return _now;
            }
        }
    }

    /// <summary>How many timers are armed now: what waits for this clock.</summary>
    public int ActiveTimers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>By how much somebody has set it: the time of day is off, and durations are not.</summary>
    public TimeSpan Error { get; set; }

    public override DateTimeOffset GetUtcNow() => Now + Error;

    public override long GetTimestamp() => Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ManualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward and fires what falls due on the way, the new time included.</summary>
    /// <param name="by">Not negative. Zero fires only what is due already.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        FireUntil(Now + by);
    }

    /// <summary>Completes once at least <paramref name="count"/> timers are armed: the code under test has begun to wait.</summary>
    public Task WaitForTimersAsync(int count, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_timers.Count >= count)
            {
                return Task.CompletedTask;
            }

            // Continuations run elsewhere: this completes while the gate is held.
            TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Moves the clock to the moment at which the next timer falls due, and fires it.</summary>
    /// <returns>False: no timer is armed.</returns>
    public bool AdvanceToNextTimer()
    {
        DateTimeOffset due;
        lock (_gate)
        {
            if (_timers.Count == 0)
            {
                return false;
            }

            due = _timers.Min(timer => timer.Due);
        }

        FireUntil(due);
        return true;
    }

    /// <summary>Moves the clock from timer to timer until a task is done: whatever waits, waits for no real time.</summary>
    /// <param name="task">What waits for this clock.</param>
    /// <returns>The task's result.</returns>
    /// <exception cref="OperationCanceledException">The task was not done in a real minute: it waits for something else.</exception>
    public async Task<T> RunAsync<T>(Task<T> task)
    {
        using CancellationTokenSource guard = new(TimeSpan.FromMinutes(1));
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, WaitForTimersAsync(1, guard.Token));
            guard.Token.ThrowIfCancellationRequested();
            if (!task.IsCompleted)
            {
                AdvanceToNextTimer();
            }
        }

        return await task;
    }

    private void FireUntil(DateTimeOffset end)
    {
        while (true)
        {
            ManualTimer? next;
            lock (_gate)
            {
                next = _timers.Where(timer => timer.Due <= end).OrderBy(timer => timer.Due).ThenBy(timer => timer.Sequence).FirstOrDefault();
                if (next is null)
                {
                    _now = end > _now ? end : _now;
                    return;
                }

                _now = next.Due > _now ? next.Due : _now;
                if (next.Period > TimeSpan.Zero)
                {
                    next.Due += next.Period;
                    next.Sequence = ++_sequence;
                }
                else
                {
                    _timers.Remove(next);
                }
            }

            next.Fire();
        }
    }

    private void Arm(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Due = _now + TimeSpan.FromMilliseconds(Math.Floor(dueTime.TotalMilliseconds)); // as the platform's own timers do
            timer.Period = period == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : period;
            timer.Sequence = ++_sequence;
            _timers.Add(timer);
            foreach ((int Count, TaskCompletionSource Reached) waiting in _waiting.Where(waiting => waiting.Count <= _timers.Count).ToArray())
            {
                waiting.Reached.TrySetResult();
                _waiting.Remove(waiting);
            }
        }

        if (dueTime == TimeSpan.Zero)
        {
            FireUntil(Now);
        }
    }

    private bool Disarm(ManualTimer timer)
    {
        lock (_gate)
        {
            return _timers.Remove(timer);
        }
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private volatile bool _disposed;

        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; set; }

        public long Sequence { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed)
            {
                return false;
            }

            // As the platform's own timers do: a wait of more than 49.7 days is a mistake.
            ArgumentOutOfRangeException.ThrowIfGreaterThan(dueTime, Longest);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(period, Longest);
            clock.Arm(this, dueTime, period);
            return true;
        }

        public void Dispose()
        {
            _disposed = true;
            clock.Disarm(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
