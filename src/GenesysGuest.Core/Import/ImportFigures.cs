using System.Globalization;

namespace GenesysGuest.Import;

/// <summary>The counts of an import as text, the same in every culture: logs are read by programs, too.</summary>
internal static class ImportFigures
{
    /// <summary>The counts of a file.</summary>
    /// <param name="file">The file, or the sum of several.</param>
    /// <returns>Those that are not zero, but for created and failed.</returns>
    public static string Text(ImportedFile file)
    {
        (long Count, string Name, bool IsAlwaysShown)[] figures =
        [
            (file.Created, "created", true),
            (file.Updated, "updated", false),
            (file.FromJournal, "taken from the journal", false),
            (file.Failed, "failed", true),
            (file.Unknown, "unknown", false),
            (file.Waiting, "waiting", false),
            (file.Empty, "empty", false),
        ];
        return string.Join(", ", figures.Where(figure => figure.Count > 0 || figure.IsAlwaysShown).Select(figure => string.Format(CultureInfo.InvariantCulture, "{0} {1}", figure.Count, figure.Name)));
    }

    /// <summary>Adds the counts of files up.</summary>
    /// <param name="files">The files.</param>
    /// <returns>Their sum, as if they were one, with the outcome that counts.</returns>
    public static ImportedFile Sum(IEnumerable<ImportedFile> files) => files.Aggregate(
        new ImportedFile("", ImportOutcome.Completed, 0, 0, 0, 0, 0, 0),
        (sum, file) => new(
            "", Worse(sum.Outcome, file.Outcome), sum.Created + file.Created, sum.FromJournal + file.FromJournal, sum.Failed + file.Failed, sum.Unknown + file.Unknown,
            sum.Waiting + file.Waiting, sum.Empty + file.Empty) { Updated = sum.Updated + file.Updated });

    /// <summary>Which of two outcomes counts.</summary>
    /// <param name="one">One.</param>
    /// <param name="other">The other.</param>
    /// <returns>The one whose number is larger.</returns>
    public static ImportOutcome Worse(ImportOutcome one, ImportOutcome other) => one > other ? one : other;
}
