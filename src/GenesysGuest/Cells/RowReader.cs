using System.Collections;
using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Turns what the pipeline delivers into rows, and counts them.</summary>
internal sealed class RowReader(string[] attributeColumns, string? identityColumn, bool isPiped, Action<string> warn)
{
    private readonly WildcardPattern[] _patterns =
        [.. attributeColumns.Where(WildcardPattern.ContainsWildcardCharacters).Select(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase))];

    private readonly string[] _named = [.. attributeColumns.Where(name => !WildcardPattern.ContainsWildcardCharacters(name))];
    private long _count;

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

    /// <summary>Reads the next row.</summary>
    /// <param name="source">What the pipeline delivered.</param>
    /// <param name="name">What was bound to -Name.</param>
    /// <param name="email">What was bound to -Email.</param>
    /// <param name="customAttributes">What was bound to -CustomAttributes.</param>
    /// <returns>The row.</returns>
    /// <exception cref="ProvisioningException">It is not a guest.</exception>
    public GuestRow Read(PSObject source, string? name, string? email, object? customAttributes)
    {
        // PowerShell binds the properties of what is piped, but not the entries of a table, and nothing of what is given with -InputObject.
        IDictionary? table = source.BaseObject as IDictionary;
        bool isBound = isPiped && table is null;
        _count++;
        PSObject row = table is null ? source : Compose(table);
        try
        {
            return GuestRow.Read(
                _count, name ?? Cell(RowSchema.Name) as string, email ?? Cell(RowSchema.Email) as string, Attributes(customAttributes ?? Cell(RowSchema.CustomAttributes)), Columns(row), source) with { Identity = Identity(row) };
        }
        catch (ProvisioningException exception) when (exception.Field is RowSchema.Name or RowSchema.Email && Column(row, exception.Field) is null)
        {
            throw GuestRow.NoColumn(_count, exception.Field, [.. row.Properties.Select(property => property.Name)]);
        }

        object? Cell(string field) => isBound ? null : Column(row, field) is { } column ? Unwrap(Value(column)) : null;
    }

    private PSObject Compose(IDictionary table)
    {
        PSObject row = new();
        foreach (DictionaryEntry entry in table)
        {
            string name = $"{entry.Key}";
            if (name.Length == 0 || row.Properties[name] is not null)
            {
                throw Invalid(name, name.Length == 0 ? "An entry of the table has no name." : $"Two entries of the table are named '{name}'; upper and lower case are the same.", "Give each entry a name of its own.");
            }

            row.Properties.Add(new PSNoteProperty(name, entry.Value));
        }

        return row;
    }

    private IEnumerable<KeyValuePair<string, object?>> Attributes(object? value) => Unwrap(value) switch
    {
        null or "" => [],
        IDictionary table => table.Cast<DictionaryEntry>().Select(entry => Pair(entry.Key.ToString() ?? "", entry.Value)),
        PSObject { BaseObject: PSCustomObject } table => table.Properties.Select(property => Pair(property.Name, Value(property))),
        object other => [Pair(RowSchema.CustomAttributes, new[] { other })], // no table: an attribute that is no text
    };

    private string? Identity(PSObject row) =>
        identityColumn is null ? null
        : row.Properties[identityColumn] is { } column && CellText.From(Unwrap(Value(column)))?.Trim() is { Length: > 0 } key ? key
        : throw Invalid(
            identityColumn, $"There is nothing in the column '{identityColumn}' (-IdentityColumn) to recognise the row by.", "Give the row a key of its own there, or have rows recognised by their content.");

    private List<KeyValuePair<string, object?>>? Columns(PSObject source)
    {
        if (attributeColumns.Length == 0)
        {
            return null;
        }

        List<KeyValuePair<string, object?>> columns = new(_named.Length);
        foreach (string name in _named)
        {
            if (source.Properties[name] is { } property)
            {
                columns.Add(Pair(property.Name, Value(property)));
            }
        }

        if (_patterns.Length > 0)
        {
            HashSet<string> bound = Bound(source);
            columns.AddRange(source.Properties
                .Where(property => !bound.Contains(property.Name) && _patterns.Any(pattern => pattern.IsMatch(property.Name)))
                .Select(property => Pair(property.Name, Value(property))));
        }

        if (_count == 1)
        {
            foreach (string missing in _named.Where(name => source.Properties[name] is null))
            {
                warn($"The first row has no column '{missing}' (-AttributeColumn).");
            }
        }

        return columns;
    }

    /// <summary>The columns that are fields already.</summary>
    private static HashSet<string> Bound(PSObject source) => new(
        RowSchema.Fields.Select(field => Column(source, field)?.Name).OfType<string>(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The column of a field: the first of those that are understood for it.</summary>
    private static PSPropertyInfo? Column(PSObject source, string field)
    {
        foreach (string column in RowSchema.ColumnsOf(field))
        {
            if (source.Properties[column] is { } property)
            {
                return property;
            }
        }

        return null;
    }

    // What gives a property its value may be a script, or code of whoever made the object: its failure is its row's.
    private object? Value(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (Exception exception) when (exception is GetValueException or InvalidOperationException)
        {
            throw Invalid(property.Name, $"The column '{property.Name}' cannot be read: {exception.Message}", "Correct the row, or leave the column out with Select-Object.", exception);
        }
    }

    private ProvisioningException Invalid(string field, string reason, string remedy, Exception? inner = null) =>
        new(ErrorId.InvalidGuest, reason, remedy, inner) { RowNumber = _count, Field = field };

    private static KeyValuePair<string, object?> Pair(string name, object? value) => new(name, Unwrap(value));

    private static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
