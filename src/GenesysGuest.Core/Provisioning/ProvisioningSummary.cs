using System.Globalization;

namespace GenesysGuest;

/// <summary>How far the work has come. Each row that was handed out is counted once.</summary>
/// <param name="Created">Guests that this run created.</param>
/// <param name="FromJournal">Guests that were there: an earlier run created them, or an earlier row of the same content.</param>
/// <param name="Failed">Rows that came to nothing.</param>
/// <param name="Unknown">Rows whose guest may exist, or exists without its token.</param>
/// <param name="NotAttempted">Rows whose turn did not come.</param>
/// <param name="Sent">Rows of all these that this run sent.</param>
/// <param name="Duration">Since the first row.</param>
public sealed record ProvisioningSummary(long Created, long FromJournal, long Failed, long Unknown, long NotAttempted, long Sent, TimeSpan Duration)
{
    /// <summary>Contacts that were there, and that this run updated.</summary>
    public long Updated { get; init; }

    /// <summary>Contacts that were there, and had all of it already.</summary>
    public long Unchanged { get; init; }

    /// <summary>Contacts that this run removed.</summary>
    public long Removed { get; init; }

    /// <summary>Whether the work is to remove.</summary>
    public bool IsRemoval { get; init; }

    /// <summary>Whether the service only checked: the figures are those of what would happen.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Rows that were passed over, because they are empty or because there is nothing to remove.</summary>
    public long PassedOver { get; init; }

    /// <summary>Before the first row.</summary>
    public static ProvisioningSummary Nothing { get; } = new(0, 0, 0, 0, 0, 0, TimeSpan.Zero);

    /// <summary>All rows that were counted.</summary>
    public long Total => Created + Updated + Unchanged + Removed + FromJournal + Failed + Unknown + NotAttempted + PassedOver;

    /// <summary>Rows that were sent, a second; zero before there is a duration.</summary>
    public double RowsPerSecond => Duration > TimeSpan.Zero ? Sent / Duration.TotalSeconds : 0;

    /// <summary>The figures; those that are zero are left out, but for what was done and what failed.</summary>
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
            (PassedOver, IsRemoval ? "passed over" : PassedOver == 1 ? "empty row passed over" : "empty rows passed over", false),
        ];
        string shown = string.Join(", ", figures.Where(figure => figure.Count > 0 || figure.IsAlwaysShown).Select(figure => string.Format(CultureInfo.CurrentCulture, "{0:N0} {1}", figure.Count, figure.Name)));
        return string.Format(CultureInfo.CurrentCulture, "{0}{1} in {2:0.0} s ({3:N1} rows a second)", IsDryRun ? "Dry run, this would happen: " : "", shown, Duration.TotalSeconds, RowsPerSecond);
    }
}
