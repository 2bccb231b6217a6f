using System.Management.Automation;

namespace GenesysGuest;

/// <summary>What all cmdlets share that do something with each row that is piped in.</summary>
public abstract class ProvisioningCmdlet : EngineCmdlet
{
    private readonly ProvisioningWriter _writer;
    private bool _isPrepared;

    private protected ProvisioningCmdlet(ProvisioningWords words)
    {
        Words = words;
        _writer = new ProvisioningWriter(this, Start);
    }

    /// <summary>A row of any kind that has the properties.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>How many rows there are, for the progress bar; none given: that is known of -InputObject alone.</summary>
    [Parameter, ValidateRange(1, long.MaxValue)]
    public long? TotalCount { get; set; }

    /// <summary>The variable that gets the figures at the end.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? SummaryVariable { get; set; }

    /// <summary>What messages call the work.</summary>
    internal ProvisioningWords Words { get; }

    /// <summary>The journal's full path; null: there is none.</summary>
    internal string? Journal { get; private protected set; }

    /// <summary>Whether results are written to the pipeline.</summary>
    internal virtual bool WritesResults => true;

    /// <summary>The figures where no row comes to the engine.</summary>
    internal virtual ProvisioningSummary Nothing => ProvisioningSummary.Nothing;

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

    /// <summary>Makes ready for the first row.</summary>
    private protected virtual void Prepare()
    {
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        if (!_isPrepared)
        {
            Prepare();
            _isPrepared = true;
        }

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

    /// <summary>How the engine works.</summary>
    /// <returns>The options.</returns>
    private protected virtual ProvisioningOptions Options() => new()
    {
        ThrottleLimit = ThrottleLimit,
        MaxRetryCount = MaxRetryCount,
        OutageTimeout = TimeSpan.FromSeconds(OutageTimeoutSec),
        MaxRequestsPerMinute = MaxRequestsPerMinute,
        Log = Log,
    };

    /// <summary>Writes what the library says; from any thread.</summary>
    /// <param name="diagnostic">What it says.</param>
    private protected void Log(Diagnostic diagnostic) => Post(() => WriteDiagnostic(diagnostic));

    private Provisioner Start()
    {
        Connection connection = RunspaceSession.Resolve(Connection);
        ProvisioningOptions options = Options();
        return Await(cancellationToken => OpenAsync(connection, options, cancellationToken));
    }
}
