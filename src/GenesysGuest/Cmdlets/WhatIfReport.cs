using System.Globalization;
using System.Management.Automation;

namespace GenesysGuest;

/// <summary>The -WhatIf output for rows: the first rows one by one, the others by the hundred, and the counts at the end.</summary>
/// <param name="cmdlet">The cmdlet.</param>
internal sealed class WhatIfReport(ProvisioningCmdlet cmdlet)
{
    private const int OneByOne = 10;
    private const int Together = 100;

    private readonly SortedDictionary<string, long> _wrong = new(StringComparer.OrdinalIgnoreCase);
    private string? _found;
    private long _rows;
    private long _toldOf;

    /// <summary>Adds a valid row.</summary>
    /// <param name="row">The row.</param>
    public void Add(ProvisioningRow row)
    {
        _found ??= $"{Environment.NewLine}{cmdlet.DescribeFirst(row)}"; // now, while the reader still knows the columns of this row
        _rows++;
        if (_rows <= OneByOne)
        {
            _toldOf = _rows;
            cmdlet.ShouldProcess(row.ToString(), cmdlet.Words.Action);
        }
        else if (_rows - _toldOf == Together)
        {
            TellOfRest();
        }
    }

    /// <summary>Adds an invalid row.</summary>
    /// <param name="error">The error of the row.</param>
    public void Add(ProvisioningException error) => _wrong[error.Field ?? ""] = _wrong.TryGetValue(error.Field ?? "", out long count) ? count + 1 : 1;

    /// <summary>Writes the summary.</summary>
    /// <param name="passedOver">The number of skipped rows.</param>
    public void Finish(long passedOver)
    {
        TellOfRest();
        string wrong = _wrong.Count == 0 ? "" : $" ({string.Join(", ", _wrong.Select(kind => $"{kind.Key}: {Text(kind.Value)}"))})";
        cmdlet.WriteInformation(
            new HostInformationMessage { Message = $"What if: {Text(_rows)} would be {cmdlet.Words.Done}, {Text(passedOver)} {cmdlet.Words.Skipped}, {Text(_wrong.Values.Sum())} wrong{wrong}.{_found}" }, ["PSHOST"]);
    }

    private void TellOfRest()
    {
        if (_rows > _toldOf)
        {
            cmdlet.ShouldProcess($"{Text(_rows - _toldOf)} more rows", cmdlet.Words.Action);
            _toldOf = _rows;
        }
    }

    private static string Text(long count) => count.ToString("N0", CultureInfo.CurrentCulture);
}
