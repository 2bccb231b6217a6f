namespace GenesysGuest.Resilience;

/// <summary>Rounds delays to the resolution of timers.</summary>
internal static class TimerTime
{
    /// <summary>Rounds a delay up. Timers ignore fractions of a millisecond, so such a remainder would cause a loop instead of a wait.</summary>
    /// <param name="wait">The delay.</param>
    /// <returns>Whole milliseconds.</returns>
    public static TimeSpan RoundUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
