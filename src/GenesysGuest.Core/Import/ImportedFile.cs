using GenesysGuest.Import;

namespace GenesysGuest;

/// <summary>What became of one file of an unattended import. Each row is counted once.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Outcome">How it went.</param>
/// <param name="Created">What this run created of it.</param>
/// <param name="FromJournal">What was there: an earlier run created it, or an earlier row of the same content.</param>
/// <param name="Failed">Rows that must be corrected. They are in the file of failed rows.</param>
/// <param name="Unknown">Rows whose guest may exist, or exists without its token. They are in the file of unknown rows.</param>
/// <param name="Waiting">Rows that the next run takes on.</param>
/// <param name="Empty">Rows without any content.</param>
public sealed record ImportedFile(string Name, ImportOutcome Outcome, long Created, long FromJournal, long Failed, long Unknown, long Waiting, long Empty)
{
    /// <summary>What was there, and has what its row says now.</summary>
    public long Updated { get; init; }

    /// <summary>The rows of the file.</summary>
    public long Rows => Created + Updated + FromJournal + Failed + Unknown + Waiting + Empty;

    /// <summary>Where the file was moved; null: it is where it was.</summary>
    public string? MovedTo { get; init; }

    /// <summary>What ended the work on it, or holds rows back; null: nothing did.</summary>
    public ErrorId? ErrorId { get; init; }

    /// <summary>The same in words, with what to do; null: there is nothing to say.</summary>
    public string? Message { get; init; }

    /// <summary>How it went.</summary>
    /// <returns>One line; figures that are zero are left out, but for created and failed.</returns>
    public override string ToString() => $"{Printable.Text(Name)}: {ImportFigures.Text(this)}";
}
