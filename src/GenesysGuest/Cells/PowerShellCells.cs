using System.Collections;
using System.Data;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace GenesysGuest;

/// <summary>Presents a PowerShell object to the library as a row. One instance is reused for all rows.</summary>
internal sealed class PowerShellCells : ICells
{
    private const string DirectoryEntry = "System.DirectoryServices.SearchResult"; // its columns are in a separate dictionary

    private readonly List<Column> _columns = [];

    /// <inheritdoc/>
    public int Count => _columns.Count;

    /// <summary>Reads the columns of the next row.</summary>
    /// <param name="row">An object with properties, a hashtable, or a row of a database.</param>
    public void Take(PSObject row)
    {
        _columns.Clear();
        switch (row.BaseObject)
        {
            case IDictionary table:
                TakeTable(table);
                break;
            case DataRow data:
                TakeData(data);
                break;
            case DataRowView view:
                TakeData(view.Row);
                break;
            case string or ValueType or FileSystemInfo:
                break; // text, numbers, and files are not rows
            case object found when string.Equals(found.GetType().FullName, DirectoryEntry, StringComparison.Ordinal) && row.Properties["Properties"]?.Value is IDictionary entry:
                TakeTable(entry);
                break;
            default:
                foreach (PSPropertyInfo property in row.Properties)
                {
                    if (property.IsGettable)
                    {
                        _columns.Add(new(property.Name, property, Value: null));
                    }
                }

                break;
        }
    }

    /// <inheritdoc/>
    public string NameOf(int column) => _columns[column].Name;

    /// <inheritdoc/>
    public object? ValueOf(int column)
    {
        Column found = _columns[column];
        return Unwrap(found.Property is { } property ? Value(property) : found.Value);
    }

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, object?>>? TableIn(object value) => Unwrap(value) switch
    {
        IDictionary table => EntriesOf(table),
        PSObject { BaseObject: PSCustomObject } table => table.Properties.Select(property => new KeyValuePair<string, object?>(property.Name, Unwrap(Value(property)))),
        _ => null,
    };

    // Not through IEnumerable, because a generic dictionary enumerates its own type of pairs.
    private static IEnumerable<KeyValuePair<string, object?>> EntriesOf(IDictionary table)
    {
        foreach (DictionaryEntry entry in table)
        {
            yield return new($"{entry.Key}", Unwrap(entry.Value));
        }
    }

    private void TakeTable(IDictionary table)
    {
        foreach (DictionaryEntry entry in table)
        {
            _columns.Add(new($"{entry.Key}", Property: null, entry.Value));
        }
    }

    private void TakeData(DataRow row)
    {
        foreach (DataColumn column in row.Table.Columns)
        {
            _columns.Add(new(column.ColumnName, Property: null, row[column]));
        }
    }

    private static object? Value(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException exception)
        {
            throw new InvalidOperationException(exception.Message, exception);
        }
    }

    private static object? Unwrap(object? value) =>
        value == AutomationNull.Value ? null : value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private readonly record struct Column(string Name, PSPropertyInfo? Property, object? Value);
}
