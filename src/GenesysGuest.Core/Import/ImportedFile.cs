using GenesysGuest.Import;

namespace GenesysGuest;

/// <summary>The result for one file of an unattended import. Each row is counted once.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Created">The number of items that this run created.</param>
/// <param name="FromJournal">The number of items that an earlier run, or an earlier row with the same content, had created.</param>
/// <param name="Failed">The number of rows that must be corrected. They are in the file with failed rows.</param>
/// <param name="Unknown">The number of rows whose guest may exist, or exists without its token. They are in the file with unknown rows.</param>
/// <param name="Waiting">The number of rows that the next run will process.</param>
/// <param name="Empty">The number of empty rows.</param>
public sealed record ImportedFile(string Name, ImportOutcome Outcome, long Created, long FromJournal, long Failed, long Unknown, long Waiting, long Empty)
{
    /// <summary>The number of items that existed and now have the values of their rows.</summary>
    public long Updated { get; init; }

    /// <summary>The number of rows in the file.</summary>
    public long Rows => Created + Updated + FromJournal + Failed + Unknown + Waiting + Empty;

    /// <summary>The path that the file was moved to, or null if it was not moved.</summary>
    public string? MovedTo { get; init; }

    /// <summary>The error that ended the work on the file or that delays rows, or null if there is none.</summary>
    public ErrorId? ErrorId { get; init; }

    /// <summary>The description and remedy of the error, or null if there is none.</summary>
    public string? Message { get; init; }

    /// <summary>Summarizes the result.</summary>
    /// <returns>One line. Zeros are omitted, except for created and failed.</returns>
    public override string ToString() => $"{Printable.Text(Name)}: {ImportFigures.Text(this)}";
}
