using System.Globalization;
using System.Management.Automation;

namespace GenesysGuest;

/// <summary>What -WhatIf says of rows: the first one by one, the others by the hundred, and at the end how many there are of each kind.</summary>
/// <param name="cmdlet">The cmdlet.</param>
internal sealed class WhatIfReport(ProvisioningCmdlet cmdlet)
{
    private const int OneByOne = 10;
    private const int Together = 100;

    private readonly SortedDictionary<string, long> _wrong = new(StringComparer.OrdinalIgnoreCase);
    private string? _found;
    private long _rows;
    private long _toldOf;

    /// <summary>Takes in a row that is right.</summary>
    /// <param name="row">The row.</param>
    public void Add(ProvisioningRow row)
    {
        _found ??= $"{Environment.NewLine}{cmdlet.DescribeFirst(row)}"; // while the reader knows where its columns are
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

    /// <summary>Takes in a row that is wrong.</summary>
    /// <param name="error">What is wrong with it.</param>
    public void Add(ProvisioningException error) => _wrong[error.Field ?? ""] = _wrong.TryGetValue(error.Field ?? "", out long count) ? count + 1 : 1;

    /// <summary>Says what came of it.</summary>
    /// <param name="passedOver">How many rows were empty.</param>
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
