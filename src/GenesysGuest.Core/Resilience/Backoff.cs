namespace GenesysGuest.Resilience;

/// <summary>How long to wait before trying again when the server does not say: 1 s, 2 s, 4 s … and a random part of up to half a second.</summary>
internal sealed class Backoff(Func<double> random)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>The waits of a connection.</summary>
    /// <param name="options">Where its randomness comes from.</param>
    /// <returns>The waits.</returns>
    public static Backoff Of(ConnectionOptions options) => new(options.Random ?? Jitter.Next);

    /// <summary>The wait before a retry.</summary>
    /// <param name="retry">How many retries went before: 0 for the first.</param>
    /// <returns>The wait.</returns>
    public TimeSpan Delay(int retry)
    {
        double milliseconds = 1000d * Math.Pow(2, Math.Min(retry, 16));
        return Spread(TimeSpan.FromMilliseconds(Math.Min(milliseconds, Longest.TotalMilliseconds)));
    }

    /// <summary>Keeps those who have the same wait from ending it together.</summary>
    /// <param name="wait">The wait.</param>
    /// <returns>Up to half a second more.</returns>
    public TimeSpan Spread(TimeSpan wait) => wait + TimeSpan.FromMilliseconds(random() * 500);
}
