using System.Collections;
using System.Data;
using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Hands PowerShell's rows to the library, one by one.</summary>
internal sealed class RowReader
{
    private readonly PowerShellCells _cells = new();

    /// <summary>A row as it would have come from a file, so that what failed can be piped in again.</summary>
    /// <param name="given">What was given by hand, by the columns' names; what is null is left out.</param>
    /// <returns>The row.</returns>
    public static PSObject Compose(params (string Column, object? Value)[] given)
    {
        PSObject row = new();
        foreach ((string column, object? value) in given)
        {
            if (value is not null)
            {
                row.Properties.Add(new PSNoteProperty(column, value));
            }
        }

        return row;
    }

    /// <summary>The rows in what was delivered: a list that nobody unrolled is its elements.</summary>
    /// <param name="input">What was delivered.</param>
    /// <returns>The rows.</returns>
    public static IEnumerable<PSObject> RowsIn(PSObject input) =>
        (input.BaseObject is DataTable table ? table.Rows : input.BaseObject as IList as ICollection) is { } rows and not IDictionary
            ? rows.Cast<object?>().Select(row => row is null ? new PSObject() : PSObject.AsPSObject(row))
            : [input];

    /// <summary>Reads a text as a pattern of names.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether a name matches; null: it is no pattern.</returns>
    public static Func<string, bool>? Pattern(string text) =>
        WildcardPattern.ContainsWildcardCharacters(text) ? WildcardPattern.Get(text, WildcardOptions.IgnoreCase).IsMatch : null;

    /// <summary>Reads the next row.</summary>
    /// <typeparam name="T">What it is read as.</typeparam>
    /// <param name="source">What the pipeline delivered.</param>
    /// <param name="read">Reads its cells; the second argument is what they are of, null for nothing at all.</param>
    /// <returns>What was read.</returns>
    public T Read<T>(PSObject source, Func<ICells, object?, T> read)
    {
        _cells.Take(source);
        return read(_cells, _cells.Count == 0 && source.BaseObject is PSCustomObject ? null : source); // $null, and an object without properties, are empty rows
    }
}
