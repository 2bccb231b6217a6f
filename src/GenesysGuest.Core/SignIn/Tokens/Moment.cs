namespace GenesysGuest.SignIn.Tokens;

/// <summary>A moment, by the clock and by what measures durations: a clock can be set.</summary>
/// <param name="Time">By the clock.</param>
/// <param name="Timestamp">By what measures durations.</param>
internal readonly record struct Moment(DateTimeOffset Time, long Timestamp)
{
    /// <summary>The present.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>The moment.</returns>
    public static Moment Now(TimeProvider time) => new(time.GetUtcNow(), time.GetTimestamp());

    /// <summary>How long ago it was, whatever was done to the clock.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>The time since.</returns>
    public TimeSpan Elapsed(TimeProvider time) => time.GetElapsedTime(Timestamp);
}
