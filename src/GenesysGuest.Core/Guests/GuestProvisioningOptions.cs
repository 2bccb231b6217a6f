namespace GenesysGuest;

/// <summary>How many guests are provisioned.</summary>
public sealed record GuestProvisioningOptions
{
    internal static readonly TimeSpan DefaultOutageTimeout = TimeSpan.FromSeconds(300);

    /// <summary>How many requests may be under way at once, 1 to 256; 8 by default.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>How many times a request that may be repeated is repeated; 3 by default.</summary>
    public int MaxRetryCount { get; init; } = 3;

    /// <summary>How long an outage is waited out before the work ends; 300 seconds by default.</summary>
    public TimeSpan OutageTimeout { get; init; } = DefaultOutageTimeout;

    /// <summary>Told of retries and of the bodies of server failures, redacted; called from any thread.</summary>
    public Action<Diagnostic>? Log { get; init; }
}
