namespace GenesysGuest;

/// <summary>Options for an unattended import.</summary>
public sealed record ImportOptions
{
    /// <summary>A file, or a folder whose CSV files are imported one by one. Files in a folder are moved after all of their rows are processed. A file that is specified directly is not moved.</summary>
    public required string Path { get; init; }

    /// <summary>The folder for journals, results, and the log. It is created if it does not exist.</summary>
    public required string OutputPath { get; init; }

    /// <summary>The delimiter of the input files and of the files with failed rows.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>The name of the results in their file names: <c>monday-tokens.csv</c>.</summary>
    public string Results { get; init; } = "tokens";

    /// <summary>
    /// Whether to keep a journal after its file was imported, so that a repeated row is not created again. Otherwise, the journal is moved to the results after all rows are processed, and
    /// all rows of the next file with the same name are sent. Use false for items that are updated, not created twice.
    /// </summary>
    public bool KeepsJournals { get; init; } = true;

    /// <summary>The columns of a row that are logged with its error, by name or pattern.</summary>
    public IReadOnlyList<string> KeepColumn { get; init; } = [];

    /// <summary>Parses text as a pattern of names. The function returns null if the text is not a pattern. If the function is null, no text is a pattern.</summary>
    public Func<string, Func<string, bool>?>? Pattern { get; init; }

    /// <summary>Receives each line of the log, or null.</summary>
    public Action<string>? Say { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
