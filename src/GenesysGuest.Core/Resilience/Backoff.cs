namespace GenesysGuest.Resilience;

/// <summary>The delay before a retry if the server does not specify one: 1 s, 2 s, 4 s, and so on, up to one minute, plus a random part of up to half a second.</summary>
/// <param name="random">Returns a number from 0 to less than 1.</param>
internal sealed class Backoff(Func<double> random)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Creates the backoff of a connection.</summary>
    /// <param name="options">The options, which may specify the source of randomness.</param>
    /// <returns>The backoff.</returns>
    public static Backoff Of(ConnectionOptions options) => new(options.Random ?? Jitter.Next);

    /// <summary>Returns the delay before a retry.</summary>
    /// <param name="retry">The number of earlier retries: 0 for the first retry.</param>
    /// <returns>The delay.</returns>
    public TimeSpan Delay(int retry)
    {
        double milliseconds = 1000d * Math.Pow(2, Math.Min(retry, 16));
        return Spread(TimeSpan.FromMilliseconds(Math.Min(milliseconds, Longest.TotalMilliseconds)));
    }

    /// <summary>Adds a random part, so that equal delays do not end at the same time.</summary>
    /// <param name="wait">The delay.</param>
    /// <returns>The delay plus up to half a second.</returns>
    public TimeSpan Spread(TimeSpan wait) => wait + TimeSpan.FromMilliseconds(random() * 500);
}
