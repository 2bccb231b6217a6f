using System.Globalization;

namespace GenesysGuest;

/// <summary>The progress of a run. Each row that was returned is counted once.</summary>
/// <param name="Created">The number of items that this run created.</param>
/// <param name="FromJournal">The number of items that an earlier run, or an earlier row with the same content, had created.</param>
/// <param name="Failed">The number of failed rows.</param>
/// <param name="Unknown">The number of rows whose item may exist, or exists without its token.</param>
/// <param name="NotAttempted">The number of rows that were not sent because the run ended first.</param>
/// <param name="Sent">The number of rows that this run sent. They are also counted by their outcome.</param>
/// <param name="Duration">The time since the run was started.</param>
public sealed record ProvisioningSummary(long Created, long FromJournal, long Failed, long Unknown, long NotAttempted, long Sent, TimeSpan Duration)
{
    /// <summary>The number of existing contacts that this run updated.</summary>
    public long Updated { get; init; }

    /// <summary>The number of existing contacts that were already up to date.</summary>
    public long Unchanged { get; init; }

    /// <summary>The number of contacts that this run removed.</summary>
    public long Removed { get; init; }

    /// <summary>Whether the run removes items.</summary>
    public bool IsRemoval { get; init; }

    /// <summary>Whether the service only validated the rows. In this case, the figures are the expected results.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The number of rows that were skipped because they are empty, or because the contact to remove existed before the import.</summary>
    public long PassedOver { get; init; }

    /// <summary>The figures before the first row.</summary>
    public static ProvisioningSummary Nothing { get; } = new(0, 0, 0, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The number of all rows.</summary>
    public long Total => Created + Updated + Unchanged + Removed + FromJournal + Failed + Unknown + NotAttempted + PassedOver;

    /// <summary>The number of rows sent per second, or zero before time has elapsed.</summary>
    public double RowsPerSecond => Duration > TimeSpan.Zero ? Sent / Duration.TotalSeconds : 0;

    /// <summary>Returns the figures. Zeros are omitted, except for successful and failed rows.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        (long Count, string Name, bool IsAlwaysShown)[] figures =
        [
            (Created, "created", !IsRemoval),
            (Updated, "updated", false),
            (Unchanged, "unchanged", false),
            (Removed, "removed", IsRemoval),
            (FromJournal, "taken from the journal", false),
            (Failed, "failed", true),
            (Unknown, "unknown", false),
            (NotAttempted, "not attempted", false),
            (PassedOver, IsRemoval ? "skipped" : PassedOver == 1 ? "empty row skipped" : "empty rows skipped", false),
        ];
        string shown = string.Join(", ", figures.Where(figure => figure.Count > 0 || figure.IsAlwaysShown).Select(figure => string.Format(CultureInfo.CurrentCulture, "{0:N0} {1}", figure.Count, figure.Name)));
        return string.Format(CultureInfo.CurrentCulture, "{0}{1} in {2:0.0} s ({3:N1} rows a second)", IsDryRun ? "Dry run, expected results: " : "", shown, Duration.TotalSeconds, RowsPerSecond);
    }
}
