using System.Collections;
using System.Management.Automation;

namespace GenesysGuest;

/// <summary>The base of the unattended imports: they read files, pass the rows to the engine's cmdlet, and return results and an exit code.</summary>
public abstract class ImportCmdlet : EngineCmdlet
{
    private readonly string _action;
    private readonly string _engine;
    private ImportPipeline? _pipeline;

    private protected ImportCmdlet(string action, string engine)
    {
        _action = action;
        _engine = engine;
    }

    /// <summary>A CSV file, or a folder with CSV files.</summary>
    [Parameter(Mandatory = true, Position = 0), ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The folder for journals, results and the log.</summary>
    [Parameter(Mandatory = true, Position = 1), ValidateNotNullOrEmpty]
    public string OutputPath { get; set; } = "";

    /// <summary>The character that separates the columns.</summary>
    [Parameter]
    public char Delimiter { get; set; } = ',';

    /// <summary>The encoding of files without a byte order mark, with the values of Import-Csv.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string Encoding { get; set; } = "utf8";

    /// <summary>The environment of the organization, or null for that of the current connection or of GENESYSCLOUD_REGION.</summary>
    [Parameter, ArgumentCompleter(typeof(EnvironmentCompleter)), EnvironmentArgument, ValidateNotNull]
    public GenesysEnvironment? Environment { get; set; }

    /// <summary>The client's id and secret, or null for the current connection or the environment variables.</summary>
    [Parameter, Credential, ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>The columns that hold the name, joined with a space.</summary>
    [Parameter, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] NameColumn { get; set; } = [];

    /// <summary>The columns that may hold the email address. The first that is not empty is used.</summary>
    [Parameter, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] EmailColumn { get; set; } = [];

    /// <summary>The additional columns that become attributes.</summary>
    [Parameter, SupportsWildcards, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] AttributeColumn { get; set; } = [];

    /// <summary>The columns to copy to each row's result and to each error in the log.</summary>
    [Parameter, SupportsWildcards, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] KeepColumn { get; set; } = [];

    /// <summary>The parameters that are passed to the engine's cmdlet.</summary>
    private protected virtual IReadOnlyList<string> PassedParameters { get; } =
    [
        nameof(NameColumn), nameof(EmailColumn), nameof(AttributeColumn), nameof(KeepColumn), nameof(ThrottleLimit), nameof(MaxRetryCount), nameof(OutageTimeoutSec),
        nameof(MaxRequestsPerMinute),
    ];

    /// <summary>The name of a file's results, such as "tokens".</summary>
    private protected virtual string Results => "tokens";

    /// <summary>Whether journals are kept, so that a row of a later file is not sent again.</summary>
    private protected virtual bool KeepsJournals => true;

    /// <summary>The error id for a file that cannot be read, the same as for its rows.</summary>
    internal virtual ErrorId InvalidRow => ErrorId.InvalidGuest;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        Hashtable passed = new(StringComparer.OrdinalIgnoreCase);
        foreach (string name in PassedParameters.Where(MyInvocation.BoundParameters.ContainsKey))
        {
            passed[name] = MyInvocation.BoundParameters[name];
        }

        _pipeline = new ImportPipeline(this, _engine, passed);
        ImportOptions options;
        try
        {
            options = Options();
        }
        catch (GenesysException refused) when (!IsWhatIf)
        {
            WriteObject(ImportRun.Refused(refused, Say));
            return;
        }

        using ImportRun run = new(options);
        if (IsWhatIf)
        {
            Check(run);
        }
        else
        {
            Import(run);
            WriteObject(run.Complete());
        }
    });

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        _pipeline?.Stop();
    }

    private ImportOptions Options() => new()
    {
        Path = FileSystemPath.Of(SessionState.Path, Path, ErrorId.ImportUnusable, "file or folder"),
        OutputPath = FileSystemPath.Of(SessionState.Path, OutputPath, ErrorId.ImportUnusable, "folder"),
        Delimiter = Delimiter,
        KeepColumn = KeepColumn,
        Results = Results,
        KeepsJournals = KeepsJournals,
        Pattern = RowReader.Pattern,
        Say = Say,
    };

    private void Say(string line) => WriteInformation(new HostInformationMessage { Message = line }, ["PSHOST"]);

    private void Check(ImportRun run)
    {
        foreach (string input in run.FindInputs())
        {
            ShouldProcess(input, _action);
            _pipeline!.Check(input, run.JournalOf(input));
        }
    }

    private void Import(ImportRun run)
    {
        SignedIn? signedIn = null;
        try
        {
            run.Open();
            foreach (string input in run.FindInputs())
            {
                signedIn ??= SignIn(run);
                if (run.IsOver)
                {
                    run.Skip(input, _pipeline!.CountRows(input));
                }
                else if (ShouldProcess(input, _action))
                {
                    FileImport file = run.Begin(input);
                    run.Complete(file, _pipeline!.Import(file, signedIn!.Connection), () => _pipeline.CountRows(input));
                }
            }
        }
        catch (PipelineStoppedException)
        {
            run.Stopped();
            throw;
        }
        catch (GenesysException end)
        {
            run.EndWith(end);
        }
        finally
        {
            signedIn?.Dispose();
        }
    }

    private SignedIn? SignIn(ImportRun run)
    {
        try
        {
            return run.IsOver ? null : _pipeline!.SignIn();
        }
        catch (GenesysException end)
        {
            run.EndWith(end); // the rows of the files are still counted
            return null;
        }
    }
}
