namespace GenesysGuest;

/// <summary>Options for provisioning rows.</summary>
public sealed record ProvisioningOptions
{
    internal static readonly TimeSpan DefaultOutageTimeout = TimeSpan.FromSeconds(300);

    /// <summary>The maximum number of concurrent requests, from 1 to 256. The default is 8.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>The maximum number of retries for a request that is safe to repeat: zero or more. The default is 3.</summary>
    public int MaxRetryCount { get; init; } = 3;

    /// <summary>How long to wait during an outage before the run ends: zero or more. The default is 300 seconds.</summary>
    public TimeSpan OutageTimeout { get; init; } = DefaultOutageTimeout;

    /// <summary>An additional limit on requests per minute, below the server's limit. Null for none.</summary>
    public int? MaxRequestsPerMinute { get; init; }

    /// <summary>The path of the journal, which is created if it does not exist. It contains the tokens of the guests. Null for no journal.</summary>
    public string? JournalPath { get; init; }

    /// <summary>The column that <see cref="ProvisioningRow.Identity"/> comes from. The journal is bound to it. If null, rows are identified by their content.</summary>
    public string? IdentityColumn { get; init; }

    /// <summary>Whether to resend rows whose outcome is unknown since an earlier run with the same journal.</summary>
    public bool RetryUnknown { get; init; }

    /// <summary>Receives warnings, retries, and the redacted bodies of server errors. It is called from any thread.</summary>
    public Action<Diagnostic>? Log { get; init; }

    /// <summary>Validates the values, individually and in combination.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentException">A value is invalid.</exception>
    internal static ProvisioningOptions Checked(ProvisioningOptions options)
    {
        if (options.ThrottleLimit is < 1 or > 256 || options.MaxRequestsPerMinute is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "The throttle limit must be from 1 to 256, and the limit of requests per minute must be 1 or more.");
        }

        if (options.MaxRetryCount < 0 || options.OutageTimeout < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "The number of retries and the outage timeout must not be negative. To wait for the end of any outage, use TimeSpan.MaxValue.");
        }

        return options is { JournalPath: null, RetryUnknown: true } or { JournalPath: null, IdentityColumn: not null }
            ? throw new ArgumentException("RetryUnknown and IdentityColumn require a journal. Also specify JournalPath.", nameof(options))
            : options;
    }
}
