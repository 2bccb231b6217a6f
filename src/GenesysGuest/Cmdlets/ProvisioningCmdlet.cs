using System.Management.Automation;

namespace GenesysGuest;

/// <summary>What all cmdlets share that make something of each row that is piped in.</summary>
public abstract class ProvisioningCmdlet : AsyncCmdlet
{
    private readonly ProvisioningWriter _writer;
    private string? _journal;

    private protected ProvisioningCmdlet(string action, string activity) =>
        _writer = new ProvisioningWriter(this, action, activity, Start);

    /// <summary>A row of any kind that has the properties.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

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

    /// <summary>The journal: a file that keeps what was done with each row, tokens included.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>The column by which the journal recognises a row, whatever else the row says; none given: by all of its content.</summary>
    [Parameter, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string? IdentityColumn { get; set; }

    /// <summary>Sends rows again whose outcome is unknown since an earlier run with the same journal.</summary>
    [Parameter]
    public SwitchParameter RetryUnknown { get; set; }

    /// <summary>How many rows there are, for the progress bar; none given: that is known of -InputObject alone.</summary>
    [Parameter, ValidateRange(1, long.MaxValue)]
    public long? TotalCount { get; set; }

    /// <summary>The variable that gets the figures at the end.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? SummaryVariable { get; set; }

    /// <summary>The connection; none given: the current one.</summary>
    [Parameter]
    public Connection? Connection { get; set; }

    /// <summary>A row made of what was given by hand.</summary>
    /// <returns>What errors carry as their target.</returns>
    protected abstract PSObject Compose();

    /// <summary>Reads a row.</summary>
    /// <param name="source">What the pipeline delivered.</param>
    /// <returns>The row; null: it is empty.</returns>
    protected abstract ProvisioningRow? Read(PSObject source);

    /// <summary>Says what was found in the rows, and what the first would be sent as.</summary>
    /// <param name="first">The first row.</param>
    /// <returns>Some lines.</returns>
    protected abstract string Describe(ProvisioningRow first);

    /// <summary>Opens the engine for the first row.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the waiting for a journal that another process holds.</param>
    /// <returns>The engine.</returns>
    protected abstract Task<Provisioner> OpenAsync(Connection connection, ProvisioningOptions options, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override void BeginProcessing() => Guard(() => _journal = JournalLocation.Find(SessionState.Path, JournalPath, RetryUnknown ? nameof(RetryUnknown) : IdentityColumn is null ? null : nameof(IdentityColumn)));

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        PSObject input = InputObject ?? (MyInvocation.ExpectingInput ? new PSObject() : Compose());
        foreach (PSObject source in RowReader.RowsIn(input))
        {
            _writer.Take(source, Read);
        }
    });

    /// <inheritdoc/>
    protected override void EndProcessing() => Guard(_writer.Finish);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _writer.Dispose();
        base.Dispose(disposing);
    }

    internal string DescribeFirst(ProvisioningRow first) => Describe(first);

    private Provisioner Start()
    {
        Connection connection = RunspaceSession.Resolve(Connection);
        ProvisioningOptions options = new()
        {
            ThrottleLimit = ThrottleLimit,
            MaxRetryCount = MaxRetryCount,
            OutageTimeout = TimeSpan.FromSeconds(OutageTimeoutSec),
            MaxRequestsPerMinute = MaxRequestsPerMinute,
            JournalPath = _journal,
            IdentityColumn = IdentityColumn,
            RetryUnknown = RetryUnknown,
            Log = diagnostic => Post(() => WriteDiagnostic(diagnostic)),
        };
        return Await(cancellationToken => OpenAsync(connection, options, cancellationToken));
    }
}
