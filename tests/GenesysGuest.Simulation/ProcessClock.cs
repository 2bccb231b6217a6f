namespace GenesysGuest.Simulation;

/// <summary>The clock of one process: it measures durations rightly, and shows a time of day that may be off and may be set.</summary>
/// <param name="world">The world.</param>
/// <param name="error">How far it is off at first.</param>
internal sealed class ProcessClock(World world, TimeSpan error) : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(0xfffffffe); // as the platform's timers have it

    /// <summary>How far it is off.</summary>
    public TimeSpan Error { get; set; } = error;

    /// <summary>Whether the process has ended: nothing happens in it any more.</summary>
    public bool IsDead { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => world.UtcNow + Error;

    public override long GetTimestamp() => world.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timer timer = new(this, world, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(ProcessClock clock, World world, TimerCallback callback, object? state) : ITimer
    {
        private World.Event? _next;
        private TimeSpan _period;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(dueTime, Longest);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(period, Longest);
            _next?.CallOff();
            _period = period;
            _next = dueTime == Timeout.InfiniteTimeSpan ? null : world.Schedule(WholeMilliseconds(dueTime), Fire);
            return true;
        }

        public void Dispose() => _next?.CallOff();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Fire()
        {
            if (clock.IsDead)
            {
                return;
            }

            if (_period > TimeSpan.Zero)
            {
                _next = world.Schedule(WholeMilliseconds(_period), Fire);
            }

            callback(state);
        }

        // As the platform's timers do: what is less than a millisecond is left out.
        private static TimeSpan WholeMilliseconds(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Floor(time.TotalMilliseconds));
    }
}
