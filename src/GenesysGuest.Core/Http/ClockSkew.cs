namespace GenesysGuest.Http;

/// <summary>The difference between the clocks of this computer and a server.</summary>
internal static class ClockSkew
{
    private static readonly TimeSpan Tolerable = TimeSpan.FromMinutes(5);

    /// <summary>Describes the clock difference according to the <c>Date</c> of a response.</summary>
    /// <param name="response">The response.</param>
    /// <param name="time">The clock.</param>
    /// <returns>A sentence without its full stop, or null if there is no significant difference or it is unknown.</returns>
    public static string? Of(Response response, TimeProvider time) => response.Date - time.GetUtcNow() is { } difference && difference.Duration() > Tolerable
        ? FormattableString.Invariant(
            $"This computer's clock is {Math.Round(difference.Duration().TotalMinutes)} minutes {(difference > TimeSpan.Zero ? "behind" : "ahead of")} the server's")
        : null;
}
