using System.Management.Automation;

namespace GenesysGuest;

/// <summary>The base of all cmdlets that process rows with columns and a journal.</summary>
public abstract class RowCmdlet : ProvisioningCmdlet
{
    private protected RowCmdlet(ProvisioningWords words)
        : base(words)
    {
    }

    /// <summary>The columns that hold the name, joined with a space.</summary>
    [Parameter, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] NameColumn { get; set; } = [];

    /// <summary>The columns that may hold the email address. The first that is not empty is used.</summary>
    [Parameter, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] EmailColumn { get; set; } = [];

    /// <summary>The additional columns that become attributes.</summary>
    [Parameter, SupportsWildcards, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] AttributeColumn { get; set; } = [];

    /// <summary>The columns that are copied to the result.</summary>
    [Parameter, SupportsWildcards, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] KeepColumn { get; set; } = [];

    /// <summary>The path of the journal, a file that records what was done with each row.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>The specified parameter that requires a journal, or null if no such parameter was specified.</summary>
    private protected virtual string? NeedsJournal => null;

    /// <summary>The options for reading rows.</summary>
    private protected RowReadingOptions Reading => new()
    {
        NameColumn = NameColumn,
        EmailColumn = EmailColumn,
        AttributeColumn = AttributeColumn,
        KeepColumn = KeepColumn,
        Pattern = RowReader.Pattern,
        Log = WriteDiagnostic,
    };

    /// <inheritdoc/>
    protected override void BeginProcessing() => Guard(() => Journal = JournalLocation.Find(SessionState.Path, JournalPath, NeedsJournal));

    private protected override ProvisioningOptions Options() => base.Options() with { JournalPath = Journal };

    /// <summary>Describes where a value was found.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="isGiven">Whether a parameter specifies the value for every row.</param>
    /// <returns>The names of the columns, or "the parameter".</returns>
    private protected static string From(IEnumerable<string> columns, bool isGiven) =>
        isGiven ? "the parameter" : string.Join(", ", columns.Select(column => $"'{column}'")) is { Length: > 0 } found ? found : "no column";
}
