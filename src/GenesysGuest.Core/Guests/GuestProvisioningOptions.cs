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

    /// <summary>A limit of your own on requests a minute, on top of the server's; null: none.</summary>
    public int? MaxRequestsPerMinute { get; init; }

    /// <summary>The journal's file, created if it is not there; null: no journal. It holds the guests' tokens.</summary>
    public string? JournalPath { get; init; }

    /// <summary>Whether rows whose outcome is unknown since an earlier run with the same journal are sent again.</summary>
    public bool RetryUnknown { get; init; }

    /// <summary>Told of retries and of the bodies of server failures, redacted; called from any thread.</summary>
    public Action<Diagnostic>? Log { get; init; }
}
