using System.Globalization;
using System.Management.Automation;

namespace GenesysGuest;

/// <summary>The -WhatIf output for rows: the first rows one by one, the others by the hundred, and the counts at the end.</summary>
/// <param name="cmdlet">The cmdlet.</param>
internal sealed class WhatIfReport(ProvisioningCmdlet cmdlet)
{
    private const int OneByOne = 10;
    private const int Together = 100;

    private readonly SortedDictionary<string, long> _invalid = new(StringComparer.OrdinalIgnoreCase);
    private string? _found;
    private long _rows;
    private long _reported;

    /// <summary>Adds a valid row.</summary>
    /// <param name="row">The row.</param>
    public void Add(ProvisioningRow row)
    {
        _found ??= $"{Environment.NewLine}{cmdlet.DescribeFirst(row)}"; // now, because the reader knows only the columns of the current row
        _rows++;
        if (_rows <= OneByOne)
        {
            _reported = _rows;
            cmdlet.ShouldProcess(row.ToString(), cmdlet.Words.Action);
        }
        else if (_rows - _reported == Together)
        {
            ReportRest();
        }
    }

    /// <summary>Adds an invalid row.</summary>
    /// <param name="error">The error of the row.</param>
    public void Add(ProvisioningException error) => _invalid[error.Field ?? ""] = _invalid.TryGetValue(error.Field ?? "", out long count) ? count + 1 : 1;

    /// <summary>Writes the summary.</summary>
    /// <param name="passedOver">The number of skipped rows.</param>
    public void Finish(long passedOver)
    {
        ReportRest();
        string invalid = _invalid.Count == 0 ? "" : $" ({string.Join(", ", _invalid.Select(kind => $"{kind.Key}: {Text(kind.Value)}"))})";
        cmdlet.WriteInformation(
            new HostInformationMessage { Message = $"What if: {Text(_rows)} would be {cmdlet.Words.Done}, {Text(passedOver)} {cmdlet.Words.Skipped}, {Text(_invalid.Values.Sum())} invalid{invalid}.{_found}" }, ["PSHOST"]);
    }

    private void ReportRest()
    {
        if (_rows > _reported)
        {
            cmdlet.ShouldProcess($"{Text(_rows - _reported)} more rows", cmdlet.Words.Action);
            _reported = _rows;
        }
    }

    private static string Text(long count) => count.ToString("N0", CultureInfo.CurrentCulture);
}
