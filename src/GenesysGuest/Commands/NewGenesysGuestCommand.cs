using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Creates guests: one by hand, or one of each row that is piped in.</summary>
[Cmdlet(VerbsCommon.New, "GenesysGuest", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Guest))]
public sealed class NewGenesysGuestCommand : AsyncCmdlet
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(0.1); // of a guest that is there: nobody notices

    private readonly ProgressRecord _progress = new(1, "Creating guests", "Starting");
    private GuestProvisioner? _provisioner;
    private RowReader? _rows;
    private Timer? _ticking;
    private long _invalid;

    /// <summary>The name that agents see.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("DisplayName", "FullName")]
    [AllowNull, AllowEmptyString]
    public string? Name { get; set; }

    /// <summary>The email address.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Mail", "EmailAddress", "UserPrincipalName")]
    [AllowNull, AllowEmptyString]
    public string? Email { get; set; }

    /// <summary>Further attributes: a hashtable, or an object with properties. Not typed, so that a bad one is that row's error.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public object? CustomAttributes { get; set; }

    /// <summary>A row of any kind that has the properties.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Which of the row's further columns become attributes.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] AttributeColumn { get; set; } = [];

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

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        _rows = new RowReader(AttributeColumn, MyInvocation.MyCommand.Parameters, MyInvocation.ExpectingInput, WriteWarning);

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        PSObject source = InputObject ?? RowReader.Compose(Name, Email, CustomAttributes);
        GuestRow row;
        try
        {
            row = _rows!.Read(source, Name, Email, CustomAttributes);
        }
        catch (GuestException exception)
        {
            _invalid++;
            WriteError(ErrorRecords.Of(exception, source));
            return;
        }

        if (ShouldProcess(row.Request.ToString(), "Create guest"))
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

    private void Provision(GuestRow row)
    {
        GuestProvisioner provisioner = _provisioner ??= Start();
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

    private GuestProvisioner Start()
    {
        GuestProvisioner provisioner = new(RunspaceSession.Resolve(Connection), new GuestProvisioningOptions
        {
            ThrottleLimit = ThrottleLimit,
            MaxRetryCount = MaxRetryCount,
            OutageTimeout = TimeSpan.FromSeconds(OutageTimeoutSec),
            MaxRequestsPerMinute = MaxRequestsPerMinute,
            JournalPath = JournalPath is null ? null : GetUnresolvedProviderPathFromPSPath(JournalPath),
            RetryUnknown = RetryUnknown,
            Log = diagnostic => Post(() => Write(diagnostic)),
        });
        _ticking = new Timer(_ => Post(ShowProgress), state: null, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.5));
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
            _progress.RecordType = ProgressRecordType.Completed;
            WriteProgress(_progress);
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

    private void WriteOutcomes(GuestProvisioner provisioner)
    {
        DoPosts();
        while (provisioner.TryTake(out GuestOutcome? outcome))
        {
            if (outcome.Guest is null)
            {
                WriteError(ErrorRecords.Of(outcome.Error!, outcome.Row.Source));
            }
            else
            {
                WriteObject(outcome.Guest);
            }
        }
    }

    private void ShowProgress()
    {
        GuestProvisioner provisioner = _provisioner!;
        ProvisioningSummary summary = provisioner.Summary;
        _progress.StatusDescription = (summary with { Failed = summary.Failed + _invalid }).ToString();
        _progress.CurrentOperation =
            provisioner.LimitWait > TimeSpan.Zero ? "Waiting for the request limit"
            : provisioner.OutageDuration > TimeSpan.Zero ? $"Waiting for the service, which has been failing for {provisioner.OutageDuration.TotalSeconds:0} s"
            : $"{provisioner.InHand} rows in hand";
        _progress.SecondsRemaining = provisioner.LimitWait > TimeSpan.Zero ? (int)Math.Ceiling(provisioner.LimitWait.TotalSeconds) : -1;
        WriteProgress(_progress);
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
