using System.Globalization;

namespace GenesysGuest.Provisioning.Journal;

/// <summary>What was lost of a journal, as far as that can be told.</summary>
/// <param name="path">The file, for what is said about it.</param>
internal sealed class JournalDamage(string path)
{
    private const int MostLinesNamed = 10;

    private readonly List<long> _lines = [];
    private long _count;
    private long _nameless;

    /// <summary>How many zero bytes were at its end.</summary>
    public long Zeros { get; set; }

    /// <summary>Whether its last line was torn.</summary>
    public bool IsTorn { get; set; }

    /// <summary>Notes a line that cannot be read.</summary>
    /// <param name="number">The line, counted from 1.</param>
    /// <param name="isNameless">Whether it cannot even be told which rows it was about.</param>
    public void Add(long number, bool isNameless)
    {
        _count++;
        _nameless += isNameless ? 1 : 0;
        if (_lines.Count < MostLinesNamed)
        {
            _lines.Add(number);
        }
    }

    /// <summary>What there is to say.</summary>
    /// <param name="target">What the rows become.</param>
    /// <param name="sending">Of how many rows the last word is that they are about to be sent.</param>
    /// <returns>Sentences; none, if nothing was lost.</returns>
    public IEnumerable<string> Warnings(IProvisioningTarget target, int sending)
    {
        if (Zeros > 0 || IsTorn)
        {
            string end = Zeros > 0 ? string.Format(CultureInfo.CurrentCulture, "{0:N0} zero bytes, as after a power failure", Zeros) : "the middle of a line, as after a crash";
            yield return string.Format(
                CultureInfo.CurrentCulture,
                "The journal '{0}' ended in {1}. That was cut off, and what was written last is lost: {2} of which the last word is 'Sending' {3} unknown because of it.",
                path, end, sending == 1 ? "1 row" : $"{sending:N0} rows", sending == 1 ? "is" : "are");
        }

        if (_count > 0)
        {
            string lines = string.Join(", ", _lines.Select(line => line.ToString(CultureInfo.InvariantCulture)));
            string more = _count > _lines.Count ? string.Format(CultureInfo.CurrentCulture, " and {0:N0} more", _count - _lines.Count) : "";
            string lost = _nameless == 0
                ? "The rows that it names there are unknown."
                : string.Format(
                    CultureInfo.CurrentCulture,
                    "In {0:N0} of these lines no row can be recognized: a row that stands nowhere else in it will be sent, though its {1} may exist. Restore the file from a copy, or look the {1}s up first.",
                    _nameless, target.Kind);
            yield return $"The journal '{path}' is damaged in line{(_count == 1 ? "" : "s")} {lines}{more}. {lost}";
        }
    }
}
