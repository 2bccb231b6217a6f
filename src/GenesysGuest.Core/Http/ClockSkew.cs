namespace GenesysGuest.Http;

/// <summary>How far this computer's clock is from a server's.</summary>
internal static class ClockSkew
{
    private static readonly TimeSpan Tolerable = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong with the clock, by an answer's <c>Date</c>.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="time">The clock.</param>
    /// <returns>A sentence; null: nothing, or nobody knows.</returns>
    public static string? Of(Response response, TimeProvider time) => response.Date - time.GetUtcNow() is { } difference && difference.Duration() > Tolerable
        ? FormattableString.Invariant(
            $"This computer's clock is {Math.Round(difference.Duration().TotalMinutes)} minutes {(difference > TimeSpan.Zero ? "behind" : "ahead of")} the server's")
        : null;
}
