namespace GenesysGuest.Sandbox;

/// <summary>A token's count of requests in fixed windows, the first of which begins with its first request.</summary>
/// <param name="allowed">Requests in one window; 0 for no limit.</param>
/// <param name="length">The length of a window.</param>
/// <param name="usedByOthers">What is used already when a window begins.</param>
/// <param name="clock">What measures windows.</param>
internal sealed class RateWindow(int allowed, TimeSpan length, int usedByOthers, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private long? _begun;
    private int _count;

    /// <summary>Counts requests, those beyond the limit too.</summary>
    public RateReading Take(int requests)
    {
        if (allowed == 0)
        {
            return new RateReading(0, 0, 0);
        }

        lock (_gate)
        {
            long now = clock.GetTimestamp();
            TimeSpan age = _begun is long begun ? clock.GetElapsedTime(begun, now) : length;
            if (age >= length)
            {
                _begun = now;
                _count = usedByOthers;
                age = TimeSpan.Zero;
            }

            _count += requests;
            return new RateReading(allowed, _count, (int)Math.Ceiling((length - age).TotalSeconds));
        }
    }
}
