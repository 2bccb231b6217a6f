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

    /// <summary>Rows that were empty, and passed over.</summary>
    public long PassedOver { get; init; }

    /// <summary>Before the first row.</summary>
    public static ProvisioningSummary Nothing { get; } = new(0, 0, 0, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Rows that were sent, a second; zero before there is a duration.</summary>
    public double RowsPerSecond => Duration > TimeSpan.Zero ? Sent / Duration.TotalSeconds : 0;

    /// <summary>The figures; those that are zero are left out, but for created and failed.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        (long Count, string Name)[] rest = [(Unknown, "unknown"), (NotAttempted, "not attempted"), (PassedOver, PassedOver == 1 ? "empty row passed over" : "empty rows passed over")];
        string updated = Updated == 0 ? "" : string.Format(CultureInfo.CurrentCulture, "{0:N0} updated, ", Updated);
        string journal = updated + (FromJournal == 0 ? "" : string.Format(CultureInfo.CurrentCulture, "{0:N0} taken from the journal, ", FromJournal));
        string others = string.Concat(rest.Where(figure => figure.Count > 0).Select(figure => string.Format(CultureInfo.CurrentCulture, ", {0:N0} {1}", figure.Count, figure.Name)));
        return string.Format(
            CultureInfo.CurrentCulture, "{0:N0} created, {1}{2:N0} failed{3} in {4:0.0} s ({5:N1} rows a second)",
            Created, journal, Failed, others, Duration.TotalSeconds, RowsPerSecond);
    }
}
