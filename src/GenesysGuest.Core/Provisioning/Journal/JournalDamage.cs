using System.Globalization;

namespace GenesysGuest.Provisioning.Journal;

/// <summary>Records the known damage to a journal.</summary>
/// <param name="path">The path of the file, for messages.</param>
internal sealed class JournalDamage(string path)
{
    private readonly RowList _lines = new();
    private long _nameless;

    /// <summary>The number of zero bytes at the end of the file.</summary>
    public long Zeros { get; set; }

    /// <summary>Whether the last line was incomplete.</summary>
    public bool IsTorn { get; set; }

    /// <summary>Records a line that cannot be read.</summary>
    /// <param name="number">The number of the line, starting at 1.</param>
    /// <param name="isNameless">Whether the rows on the line cannot be identified either.</param>
    public void Add(long number, bool isNameless)
    {
        _lines.Add(number);
        _nameless += isNameless ? 1 : 0;
    }

    /// <summary>Creates the warnings.</summary>
    /// <param name="target">The target of the rows.</param>
    /// <param name="sending">The number of rows whose last entry states that they are about to be sent.</param>
    /// <returns>The warnings. Empty if nothing was lost.</returns>
    public IEnumerable<string> Warnings(IProvisioningTarget target, int sending)
    {
        if (Zeros > 0 || IsTorn)
        {
            string end = Zeros > 0 ? string.Format(CultureInfo.CurrentCulture, "{0:N0} zero bytes, as after a power failure", Zeros) : "the middle of a line, as after a crash";
            yield return string.Format(
                CultureInfo.CurrentCulture,
                "The journal '{0}' ended in {1}. The damaged end was removed, and the last entries are lost. {2} whose last entry is 'Sending' {3} unknown as a result.",
                path, end, sending == 1 ? "1 row" : $"{sending:N0} rows", sending == 1 ? "is" : "are");
        }

        if (_lines.Count > 0)
        {
            string lost = _nameless == 0
                ? "The rows on these lines are unknown."
                : string.Format(
                    CultureInfo.CurrentCulture,
                    "The row cannot be identified on {0:N0} of these lines. If such a row is not recorded elsewhere in the journal, it will be sent, although its {1} may exist. Restore the file from a copy, or look up the {1}s first.",
                    _nameless, target.Kind);
            yield return $"The journal '{path}' is damaged on line{(_lines.Count == 1 ? "" : "s")} {_lines}. {lost}";
        }
    }
}
