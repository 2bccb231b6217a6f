namespace GenesysGuest.Resilience;

/// <summary>Waits as timers take them.</summary>
internal static class TimerTime
{
    /// <summary>Rounds a wait up. Timers leave out what is less than a millisecond: such a rest would not be waited for, but asked about over and over.</summary>
    /// <param name="wait">The wait.</param>
    /// <returns>Whole milliseconds.</returns>
    public static TimeSpan RoundUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
