using System.Management.Automation;

namespace GenesysGuest;

/// <summary>The base of all cmdlets that process many rows with the engine.</summary>
public abstract class EngineCmdlet : AsyncCmdlet
{
    /// <summary>How many requests may be in progress at the same time.</summary>
    [Parameter, ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>How many times a retryable request is retried.</summary>
    [Parameter, ValidateRange(0, 100)]
    public int MaxRetryCount { get; set; } = 3;

    /// <summary>How long to wait during an outage before the work ends, in seconds.</summary>
    [Parameter, ValidateRange(0, 86400)]
    public int OutageTimeoutSec { get; set; } = 300;

    /// <summary>Your own limit on requests per minute, in addition to the server's limit.</summary>
    [Parameter, ValidateRange(1, int.MaxValue)]
    public int? MaxRequestsPerMinute { get; set; }

    /// <summary>The connection, or null for the current one.</summary>
    [Parameter]
    public Connection? Connection { get; set; }

    private protected EngineCmdlet()
    {
    }
}
