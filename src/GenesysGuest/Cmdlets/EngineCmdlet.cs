using System.Management.Automation;

namespace GenesysGuest;

/// <summary>What all cmdlets share that have the engine do something with many rows.</summary>
public abstract class EngineCmdlet : AsyncCmdlet
{
    /// <summary>How many requests may be under way at once.</summary>
    [Parameter, ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>How many times a request that may be repeated is repeated.</summary>
    [Parameter, ValidateRange(0, 100)]
    public int MaxRetryCount { get; set; } = 3;

    /// <summary>How long an outage is waited out before the work ends, in seconds.</summary>
    [Parameter, ValidateRange(0, 86400)]
    public int OutageTimeoutSec { get; set; } = 300;

    /// <summary>A limit of your own on requests a minute, on top of the server's.</summary>
    [Parameter, ValidateRange(1, int.MaxValue)]
    public int? MaxRequestsPerMinute { get; set; }

    /// <summary>The connection; none given: the current one.</summary>
    [Parameter]
    public Connection? Connection { get; set; }

    private protected EngineCmdlet()
    {
    }
}
