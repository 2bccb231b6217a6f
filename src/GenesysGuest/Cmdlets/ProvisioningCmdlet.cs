using System.Management.Automation;

namespace GenesysGuest;

/// <summary>What all cmdlets share that make something of each row that is piped in.</summary>
public abstract class ProvisioningCmdlet : AsyncCmdlet
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(0.1); // of a result that is there: nobody notices
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.5);

    private Provisioner? _provisioner;
    private ProvisioningProgress? _progress;
    private Timer? _ticking;
    private long _invalid;

    /// <summary>A row of any kind that has the properties.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>How many requests may be under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>How many times a request that may be repeated is repeated.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaxRetryCount { get; set; } = 3;

    /// <summary>How long an outage is waited out before the work ends, in seconds.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int OutageTimeoutSec { get; set; } = 300;

    /// <summary>A limit of your own on requests a minute, on top of the server's.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxRequestsPerMinute { get; set; }

    /// <summary>The journal: a file that keeps what was done with each row, tokens included.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Sends rows again whose outcome is unknown since an earlier run with the same journal.</summary>
    [Parameter]
    public SwitchParameter RetryUnknown { get; set; }

    /// <summary>The connection; none given: the current one.</summary>
    [Parameter]
    public Connection? Connection { get; set; }

    /// <summary>What the progress bar calls the work.</summary>
    protected abstract string Activity { get; }

    /// <summary>What is asked before a row is provisioned.</summary>
    protected abstract string Action { get; }

    /// <summary>What the pipeline delivered, or a row made of what was given.</summary>
    /// <returns>What errors carry as their target.</returns>
    protected abstract PSObject TakeSource();

    /// <summary>Reads a row.</summary>
    /// <param name="source">What the pipeline delivered.</param>
    /// <returns>The row.</returns>
    protected abstract ProvisioningRow Read(PSObject source);

    /// <summary>Opens the engine for the first row.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">How.</param>
    /// <returns>The engine.</returns>
    protected abstract Provisioner Open(Connection connection, ProvisioningOptions options);

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        PSObject source = TakeSource();
        ProvisioningRow row;
        try
        {
            row = Read(source);
        }
        catch (ProvisioningException exception)
        {
            _invalid++;
            WriteError(ErrorRecords.Of(exception, source));
            return;
        }

        if (ShouldProcess(row.ToString(), Action))
        {
            Provision(row);
        }
    });

    /// <inheritdoc/>
    protected override void EndProcessing() => Guard(Finish);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _ticking?.Dispose();
        if (_provisioner is { } provisioner)
        {
            // After Ctrl+C, or when a later command wants no more, rows may be under way: a journal still learns of them.
            WaitFor(provisioner.StopAsync(Grace));
            provisioner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Provision(ProvisioningRow row)
    {
        Provisioner provisioner = _provisioner ??= Start();
        while (!provisioner.TryAdd(row))
        {
            Await(provisioner.WaitAsync(LongestDelay, StopToken).AsTask());
            WriteOutcomes(provisioner);
        }

        WriteOutcomes(provisioner);
        if (provisioner.End is not null)
        {
            Finish();
        }
    }

    private Provisioner Start()
    {
        Provisioner provisioner = Open(RunspaceSession.Resolve(Connection), new ProvisioningOptions
        {
            ThrottleLimit = ThrottleLimit,
            MaxRetryCount = MaxRetryCount,
            OutageTimeout = TimeSpan.FromSeconds(OutageTimeoutSec),
            MaxRequestsPerMinute = MaxRequestsPerMinute,
            JournalPath = JournalPath is null ? null : GetUnresolvedProviderPathFromPSPath(JournalPath),
            RetryUnknown = RetryUnknown,
            Log = diagnostic => Post(() => Write(diagnostic)),
        });
        _progress = new ProvisioningProgress(Activity, provisioner);
        _ticking = new Timer(_ => Post(() => WriteProgress(_progress.Now(_invalid))), state: null, Tick, Tick);
        return provisioner;
    }

    private void Finish()
    {
        ProvisioningSummary summary = new(0, 0, TimeSpan.Zero);
        if (_provisioner is { } provisioner)
        {
            provisioner.Complete();
            while (Await(provisioner.WaitAsync(LongestDelay, StopToken).AsTask()))
            {
                WriteOutcomes(provisioner);
            }

            _ticking?.Dispose();
            DoPosts();
            summary = provisioner.Summary;
            WriteProgress(_progress!.Completed());
        }

        if (_provisioner is not null || _invalid > 0)
        {
            WriteInformation(summary with { Failed = summary.Failed + _invalid }, ["GenesysGuest"]);
        }

        if (_provisioner?.End is { } end)
        {
            throw end;
        }
    }

    private void WriteOutcomes(Provisioner provisioner)
    {
        DoPosts();
        while (provisioner.TryTake(out ProvisioningOutcome? outcome))
        {
            if (outcome.Error is { } error)
            {
                WriteError(ErrorRecords.Of(error, outcome.Row.Source));
            }
            else
            {
                WriteObject(outcome.Result);
            }
        }
    }

    private void Write(Diagnostic diagnostic)
    {
        switch (diagnostic.Level)
        {
            case DiagnosticLevel.Debug: WriteDebug(diagnostic.Message); break;
            case DiagnosticLevel.Verbose: WriteVerbose(diagnostic.Message); break;
            default: WriteWarning(diagnostic.Message); break;
        }
    }
}
