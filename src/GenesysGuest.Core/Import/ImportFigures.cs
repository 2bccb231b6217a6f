using System.Globalization;

namespace GenesysGuest.Import;

/// <summary>The figures of an import as text, independent of the culture, because programs also read the logs.</summary>
internal static class ImportFigures
{
    /// <summary>Returns the figures of a file.</summary>
    /// <param name="file">The file, or the sum of several files.</param>
    /// <returns>The figures. Zeros are omitted, except for created and failed.</returns>
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

    /// <summary>Adds up the figures of files.</summary>
    /// <param name="files">The files.</param>
    /// <returns>The sum, in the form of a file, with the worst outcome.</returns>
    public static ImportedFile Sum(IEnumerable<ImportedFile> files) => files.Aggregate(
        new ImportedFile("", ImportOutcome.Completed, 0, 0, 0, 0, 0, 0),
        (sum, file) => new(
            "", Worse(sum.Outcome, file.Outcome), sum.Created + file.Created, sum.FromJournal + file.FromJournal, sum.Failed + file.Failed, sum.Unknown + file.Unknown,
            sum.Waiting + file.Waiting, sum.Empty + file.Empty) { Updated = sum.Updated + file.Updated });

    /// <summary>Returns the worse of two outcomes.</summary>
    /// <param name="one">The first outcome.</param>
    /// <param name="other">The second outcome.</param>
    /// <returns>The outcome with the larger number.</returns>
    public static ImportOutcome Worse(ImportOutcome one, ImportOutcome other) => one > other ? one : other;
}
