namespace GenesysGuest;

/// <summary>What an unattended import works on.</summary>
public sealed record ImportOptions
{
    /// <summary>A file, or a folder whose CSV files are imported one after the other. Files of a folder are moved on when all of their rows are decided; a file that is named stays.</summary>
    public required string Path { get; init; }

    /// <summary>The folder for journals, results and the log. It is made if it is not there.</summary>
    public required string OutputPath { get; init; }

    /// <summary>What separates the columns of the files, and of those of failed rows.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>What results are called in the names of their files: <c>monday-tokens.csv</c>.</summary>
    public string Results { get; init; } = "tokens";

    /// <summary>
    /// Whether a journal outlives its file, so that a row that comes again is not made again. Otherwise it goes to the results when all rows of the file are decided, and a file
    /// of the same name is sent whole: for what is updated, not made a second time.
    /// </summary>
    public bool KeepsJournals { get; init; } = true;

    /// <summary>The columns of a row that stand in the log beside its error, named or by pattern.</summary>
    public IReadOnlyList<string> KeepColumn { get; init; } = [];

    /// <summary>Reads a text as a pattern of names; null, or an answer of null: it is none.</summary>
    public Func<string, Func<string, bool>?>? Pattern { get; init; }

    /// <summary>Told each line of the log; null: nobody is.</summary>
    public Action<string>? Say { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
