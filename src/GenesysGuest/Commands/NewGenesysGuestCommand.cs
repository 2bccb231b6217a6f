using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Creates guests: one by hand, or one of each row that is piped in.</summary>
[Cmdlet(VerbsCommon.New, "GenesysGuest", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Guest))]
public sealed class NewGenesysGuestCommand : AsyncCmdlet
{
    private GuestProvisioner? _provisioner;
    private RowReader? _rows;

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

    /// <summary>The connection; none given: the current one.</summary>
    [Parameter]
    public Connection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _rows = new RowReader(AttributeColumn, MyInvocation.MyCommand.Parameters, WriteWarning);

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
    protected override void StopProcessing()
    {
        _provisioner?.Stop();
        base.StopProcessing();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _provisioner?.Dispose();
        base.Dispose(disposing);
    }

    private void Provision(GuestRow row)
    {
        _provisioner ??= new GuestProvisioner(RunspaceSession.Resolve(Connection), new GuestProvisioningOptions
        {
            ThrottleLimit = ThrottleLimit,
            MaxRetryCount = MaxRetryCount,
            OutageTimeout = TimeSpan.FromSeconds(OutageTimeoutSec),
            Log = diagnostic => Post(() => Write(diagnostic)),
        });

        while (!_provisioner.TryAdd(row))
        {
            Await(_provisioner.WaitAsync(StopToken).AsTask());
            WriteOutcomes();
        }

        WriteOutcomes();
        if (_provisioner.End is not null)
        {
            Finish();
        }
    }

    private void Finish()
    {
        if (_provisioner is null)
        {
            return;
        }

        _provisioner.Complete();
        while (Await(_provisioner.WaitAsync(StopToken).AsTask()))
        {
            WriteOutcomes();
        }

        DoPosts();
        if (_provisioner.End is { } end)
        {
            throw end;
        }
    }

    private void WriteOutcomes()
    {
        DoPosts();
        while (_provisioner!.TryTake(out GuestOutcome? outcome))
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
