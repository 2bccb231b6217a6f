using System.Collections;
using System.Data;
using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Passes rows from PowerShell to the library, one by one.</summary>
internal sealed class RowReader
{
    private readonly PowerShellCells _cells = new();

    /// <summary>Creates a row like one from a file, so that a failed row can be piped in again.</summary>
    /// <param name="given">The values of the parameters, by column name. Null values are omitted.</param>
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

    /// <summary>Finds the rows in an input object. The rows of a list are its elements.</summary>
    /// <param name="input">The input object.</param>
    /// <returns>The rows.</returns>
    public static IEnumerable<PSObject> RowsIn(PSObject input) =>
        (input.BaseObject is DataTable table ? table.Rows : input.BaseObject as IList as ICollection) is { } rows and not IDictionary
            ? rows.Cast<object?>().Select(row => row is null ? new PSObject() : PSObject.AsPSObject(row))
            : [input];

    /// <summary>Reads text as a wildcard pattern for names.</summary>
    /// <param name="text">The text.</param>
    /// <returns>A function that returns whether a name matches, or null if the text is not a pattern.</returns>
    public static Func<string, bool>? Pattern(string text) =>
        WildcardPattern.ContainsWildcardCharacters(text) ? WildcardPattern.Get(text, WildcardOptions.IgnoreCase).IsMatch : null;

    /// <summary>Reads the next row.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="source">The object from the pipeline.</param>
    /// <param name="read">Reads the cells. The second argument is their source, or null for an empty object.</param>
    /// <returns>The result of <paramref name="read"/>.</returns>
    public T Read<T>(PSObject source, Func<ICells, object?, T> read)
    {
        _cells.Take(source);
        return read(_cells, _cells.Count == 0 && source.BaseObject is PSCustomObject ? null : source); // $null and an object without properties are empty rows
    }
}
