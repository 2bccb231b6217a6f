using System.Management.Automation;

namespace GenesysGuest;

/// <summary>What all cmdlets share that make something of each row of a table: columns, and a journal.</summary>
public abstract class RowCmdlet : ProvisioningCmdlet
{
    private protected RowCmdlet(ProvisioningWords words)
        : base(words)
    {
    }

    /// <summary>Which of the row's columns hold the name, joined by a space.</summary>
    [Parameter, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] NameColumn { get; set; } = [];

    /// <summary>Which of the row's columns may hold the email address: the first that is not empty counts.</summary>
    [Parameter, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] EmailColumn { get; set; } = [];

    /// <summary>Which of the row's further columns become attributes.</summary>
    [Parameter, SupportsWildcards, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] AttributeColumn { get; set; } = [];

    /// <summary>Which of the row's columns stand beside what comes out.</summary>
    [Parameter, SupportsWildcards, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] KeepColumn { get; set; } = [];

    /// <summary>The journal: a file that keeps what was done with each row.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>The parameter that makes no sense without a journal; null: none was given.</summary>
    private protected virtual string? NeedsJournal => null;

    /// <summary>How rows are read.</summary>
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

    /// <summary>Says where something was found.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="isGiven">Whether a parameter says it for every row.</param>
    /// <returns>Their names, or the parameter.</returns>
    private protected static string From(IEnumerable<string> columns, bool isGiven) =>
        isGiven ? "the parameter" : string.Join(", ", columns.Select(column => $"'{column}'")) is { Length: > 0 } found ? found : "nowhere";
}
