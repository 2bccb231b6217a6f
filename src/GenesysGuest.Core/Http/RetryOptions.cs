namespace GenesysGuest;

/// <summary>How often and how long to try again.</summary>
/// <param name="MaxRetryCount">How many times after the first.</param>
/// <param name="MaxWait">The longest <c>Retry-After</c> that is waited for.</param>
/// <param name="Backoff">The waits that the server does not name.</param>
internal sealed record RetryOptions(int MaxRetryCount, TimeSpan MaxWait, Backoff Backoff);
