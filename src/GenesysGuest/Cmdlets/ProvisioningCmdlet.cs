using System.Management.Automation;

namespace GenesysGuest;

/// <summary>The base of all cmdlets that process rows from the pipeline.</summary>
public abstract class ProvisioningCmdlet : EngineCmdlet
{
    private readonly ProvisioningWriter _writer;
    private bool _isPrepared;

    private protected ProvisioningCmdlet(ProvisioningWords words)
    {
        Words = words;
        _writer = new ProvisioningWriter(this, Start);
    }

    /// <summary>A row of any kind.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The number of rows, for the progress bar. If null, the number is known only for -InputObject.</summary>
    [Parameter, ValidateRange(1, long.MaxValue)]
    public long? TotalCount { get; set; }

    /// <summary>The name of the variable that receives the figures at the end.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? SummaryVariable { get; set; }

    /// <summary>The words for the work in messages.</summary>
    internal ProvisioningWords Words { get; }

    /// <summary>The full path of the journal, or null if there is none.</summary>
    internal string? Journal { get; private protected set; }

    /// <summary>Whether the only row comes from parameters, so that its number means nothing to the user.</summary>
    internal bool IsFromParameters => InputObject is null && !MyInvocation.ExpectingInput;

    /// <summary>Whether results are written to the pipeline.</summary>
    internal virtual bool WritesResults => true;

    /// <summary>The figures if no row reaches the engine.</summary>
    internal virtual ProvisioningSummary Nothing => ProvisioningSummary.Nothing;

    /// <summary>Creates a row from the parameters.</summary>
    /// <returns>The row, which errors carry as their target.</returns>
    protected abstract PSObject Compose();

    /// <summary>Reads a row.</summary>
    /// <param name="source">The object from the pipeline.</param>
    /// <returns>The row, or null if it is empty.</returns>
    protected abstract ProvisioningRow? Read(PSObject source);

    /// <summary>Describes which columns were read and how the first row would be sent.</summary>
    /// <param name="first">The first row.</param>
    /// <returns>One or more lines.</returns>
    protected abstract string Describe(ProvisioningRow first);

    /// <summary>Opens the engine for the first row.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">The options of the engine.</param>
    /// <param name="cancellationToken">Cancels the wait for a journal that another process holds.</param>
    /// <returns>The engine.</returns>
    protected abstract Task<Provisioner> OpenAsync(Connection connection, ProvisioningOptions options, CancellationToken cancellationToken);

    /// <summary>Prepares for the first row.</summary>
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

        PSObject input = InputObject ?? (IsFromParameters ? Compose() : new PSObject());
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

    /// <summary>Names a row from parameters in the message of its error, in place of a row number.</summary>
    /// <param name="source">The row.</param>
    /// <returns>The beginning of the message, or an empty string if there is only one row.</returns>
    internal virtual string PlaceOf(object? source) => "";

    internal string DescribeFirst(ProvisioningRow first) => Describe(first);

    /// <summary>Creates the options of the engine from the parameters.</summary>
    /// <returns>The options.</returns>
    private protected virtual ProvisioningOptions Options() => new()
    {
        ThrottleLimit = ThrottleLimit,
        MaxRetryCount = MaxRetryCount,
        OutageTimeout = TimeSpan.FromSeconds(OutageTimeoutSec),
        MaxRequestsPerMinute = MaxRequestsPerMinute,
        Log = Log,
    };

    /// <summary>Writes a message of the library. Can be called from any thread.</summary>
    /// <param name="diagnostic">The message.</param>
    private protected void Log(Diagnostic diagnostic) => Post(() => WriteDiagnostic(diagnostic));

    private Provisioner Start()
    {
        Connection connection = RunspaceSession.Resolve(Connection);
        ProvisioningOptions options = Options();
        return Await(cancellationToken => OpenAsync(connection, options, cancellationToken));
    }
}
