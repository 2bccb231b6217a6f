using System.Collections;
using System.Data;
using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Hands PowerShell's rows to the library, one by one.</summary>
/// <param name="options">How they are read.</param>
internal sealed class RowReader(RowReadingOptions options)
{
    private readonly PowerShellCells _cells = new();

    /// <summary>What reads them.</summary>
    public GuestRowReader Reader { get; } = new(options);

    /// <summary>A row as it would have come from a file, so that what failed can be piped in again.</summary>
    /// <param name="name">The name given.</param>
    /// <param name="email">The email address given.</param>
    /// <param name="customAttributes">The attributes given.</param>
    /// <returns>The row.</returns>
    public static PSObject Compose(string? name, string? email, object? customAttributes)
    {
        PSObject row = new();
        row.Properties.Add(new PSNoteProperty(RowSchema.Name, name));
        row.Properties.Add(new PSNoteProperty(RowSchema.Email, email));
        if (customAttributes is not null)
        {
            row.Properties.Add(new PSNoteProperty(RowSchema.CustomAttributes, customAttributes));
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
    /// <param name="source">What the pipeline delivered.</param>
    /// <param name="name">What was given as -Name.</param>
    /// <param name="email">What was given as -Email.</param>
    /// <param name="customAttributes">What was given as -CustomAttributes.</param>
    /// <returns>The row; null: it is empty.</returns>
    /// <exception cref="ProvisioningException">It is not a guest.</exception>
    /// <exception cref="GenesysException">It is the first, and no row will be one.</exception>
    public GuestRow? Read(PSObject source, string? name, string? email, object? customAttributes)
    {
        _cells.Take(source);
        object? madeFrom = _cells.Count == 0 && source.BaseObject is PSCustomObject ? null : source; // $null, and an object without properties, are empty rows
        return Reader.Read(_cells, madeFrom, name, email, customAttributes);
    }
}
