namespace GenesysGuest.Sandbox;

/// <summary>Counts the requests of a token in fixed windows. The first window begins with the first request.</summary>
/// <param name="allowed">The limit of requests in one window. 0 is no limit.</param>
/// <param name="length">The length of a window.</param>
/// <param name="usedByOthers">The number of requests that are already used when a window begins.</param>
/// <param name="clock">The clock for windows.</param>
internal sealed class RateWindow(int allowed, TimeSpan length, int usedByOthers, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private long? _begun;
    private int _count;

    /// <summary>Counts requests, including those beyond the limit.</summary>
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
