using System.Globalization;

namespace GenesysGuest.Provisioning.Journal;

/// <summary>Records the known damage to a journal.</summary>
/// <param name="path">The path of the file, for messages.</param>
internal sealed class JournalDamage(string path)
{
    private const int MostLinesNamed = 10;

    private readonly List<long> _lines = [];
    private long _count;
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
        _count++;
        _nameless += isNameless ? 1 : 0;
        if (_lines.Count < MostLinesNamed)
        {
            _lines.Add(number);
        }
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

        if (_count > 0)
        {
            string lines = string.Join(", ", _lines.Select(line => line.ToString(CultureInfo.InvariantCulture)));
            string more = _count > _lines.Count ? string.Format(CultureInfo.CurrentCulture, " and {0:N0} more", _count - _lines.Count) : "";
            string lost = _nameless == 0
                ? "The rows on these lines are unknown."
                : string.Format(
                    CultureInfo.CurrentCulture,
                    "The row cannot be identified on {0:N0} of these lines. If such a row is not recorded elsewhere in the journal, it will be sent, although its {1} may exist. Restore the file from a copy, or look up the {1}s first.",
                    _nameless, target.Kind);
            yield return $"The journal '{path}' is damaged on line{(_count == 1 ? "" : "s")} {lines}{more}. {lost}";
        }
    }
}
