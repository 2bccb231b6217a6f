namespace GenesysGuest.Resilience;

/// <summary>A limit set by the user: a number of evenly spaced requests per minute. Thread-safe.</summary>
internal sealed class RequestCap(int requestsPerMinute, TimeProvider time)
{
    private readonly object _gate = new();
    private readonly TimeSpan _interval = TimeSpan.FromTicks(TimeSpan.TicksPerMinute / requestsPerMinute);
    private readonly long _epoch = time.GetTimestamp();
    private TimeSpan _next;

    /// <summary>Waits for the next turn.</summary>
    /// <param name="cancellationToken">Gives up the turn.</param>
    /// <returns>A task that completes at the turn.</returns>
    public ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_gate)
        {
            TimeSpan now = time.GetElapsedTime(_epoch);
            _next = _next > now ? _next : now;
            wait = _next - now;
            _next += _interval;
        }

        return wait <= TimeSpan.Zero ? default : new(Task.Delay(TimerTime.RoundUp(wait), time, cancellationToken));
    }
}
