namespace GenesysGuest.SignIn.Tokens;

/// <summary>A point in time, by the clock and by a timestamp for durations, because a clock can be set.</summary>
/// <param name="Time">The time by the clock.</param>
/// <param name="Timestamp">The timestamp for durations.</param>
internal readonly record struct Moment(DateTimeOffset Time, long Timestamp)
{
    /// <summary>Returns the current moment.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>The moment.</returns>
    public static Moment Now(TimeProvider time) => new(time.GetUtcNow(), time.GetTimestamp());

    /// <summary>Returns the elapsed time, regardless of changes to the clock.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>The elapsed time.</returns>
    public TimeSpan Elapsed(TimeProvider time) => time.GetElapsedTime(Timestamp);
}
