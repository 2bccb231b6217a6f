namespace GenesysGuest;

/// <summary>How rows are provisioned.</summary>
public sealed record ProvisioningOptions
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

    /// <summary>The column that <see cref="ProvisioningRow.Identity"/> comes from, to which a journal is bound; null: its rows are recognized by their content.</summary>
    public string? IdentityColumn { get; init; }

    /// <summary>Whether rows whose outcome is unknown since an earlier run with the same journal are sent again.</summary>
    public bool RetryUnknown { get; init; }

    /// <summary>Told of retries and of the bodies of server failures, redacted; called from any thread.</summary>
    public Action<Diagnostic>? Log { get; init; }

    /// <summary>Checks what the values say, each for itself and together.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The same.</returns>
    /// <exception cref="ArgumentException">One of them cannot be.</exception>
    internal static ProvisioningOptions Checked(ProvisioningOptions options)
    {
        if (options.ThrottleLimit is < 1 or > 256 || options.MaxRequestsPerMinute is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "The throttle limit is 1 to 256; the limit of requests a minute is 1 or more.");
        }

        return options is { JournalPath: null, RetryUnknown: true } or { JournalPath: null, IdentityColumn: not null }
            ? throw new ArgumentException("Only a journal recognizes rows of an earlier run: give JournalPath with RetryUnknown and IdentityColumn.", nameof(options))
            : options;
    }
}
