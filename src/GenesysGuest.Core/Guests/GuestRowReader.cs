using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>Turns what people have into rows, and counts them. Not thread-safe.</summary>
/// <param name="options">How.</param>
public sealed class GuestRowReader(RowReadingOptions options)
{
    private static readonly List<KeyValuePair<string, object?>> NothingKept = [];

    private readonly HashSet<string> _told = new(StringComparer.OrdinalIgnoreCase);
    private ColumnMap? _map;
    private MissingColumn? _missing;
    private bool _isFirst = true;

    /// <summary>How many rows were read.</summary>
    public long Count { get; private set; }

    /// <summary>How many of them were empty.</summary>
    public long Empty { get; private set; }

    /// <summary>Where the name was found: the columns, as they stand there; empty before the first row.</summary>
    public IReadOnlyList<string> NameColumns => Named(_map is null or { Names.Length: > 0 } ? _map?.Names : [.. _map.FirstNames, .. _map.LastNames]);

    /// <summary>Where the email address was found.</summary>
    public IReadOnlyList<string> EmailColumns => Named(_map?.Emails);

    /// <summary>Which columns become attributes.</summary>
    public IReadOnlyList<string> AttributeColumns => Named(_map?.Attributes.Select(column => column.Column));

    /// <summary>Reads the next row.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="source">What it was made from, handed back with its outcome.</param>
    /// <param name="name">The name, given for every row; null, for every row: the row's own.</param>
    /// <param name="email">The email address, given for every row; null, for every row: the row's own.</param>
    /// <param name="attributes">Attributes for every row: a table; null: the row's own.</param>
    /// <returns>The row; null: it is empty.</returns>
    /// <exception cref="ProvisioningException"><see cref="ErrorId.InvalidGuest"/>: the row is not a guest.</exception>
    /// <exception cref="GenesysException"><see cref="ErrorId.InvalidGuest"/>, of the first row: it has no column for a name or an address, and no other will.</exception>
    public GuestRow? Read(ICells cells, object? source = null, string? name = null, string? email = null, object? attributes = null)
    {
        ArgumentNullException.ThrowIfNull(cells);
        Count++;
        if (_map?.IsOf(cells) != true)
        {
            _map = new ColumnMap(cells, options);
            _missing = MissingColumn.Of(_map, cells, name is null, email is null);
            Tell(_map);
        }

        ColumnMap map = _map;
        if (IsEmpty(map, cells, source, name, email))
        {
            Empty++;
            return null;
        }

        if (map.Fault is { } faulty)
        {
            throw faulty.ToException(Count);
        }

        if (_missing is { } missing)
        {
            throw _isFirst ? missing.ToEnd(Count) : missing.ToException(Count);
        }

        _isFirst = false;
        name ??= NameIn(map, cells);
        email ??= First(map.Emails, cells, RowSchema.Email);
        GuestRequest request = GuestRequest.Create(name, email, Attributes(map, cells, attributes), out RowFault? fault) ?? throw fault!.ToException(Count);
        return new GuestRow(Count, request, source) { Identity = Identity(map, cells), Kept = Kept(map, cells) };
    }

    /// <summary>How far it has come.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FormattableString.Invariant($"{Count} rows, {Empty} of them empty");

    private List<string> Named(IEnumerable<int>? columns) => [.. (columns ?? []).Select(column => _map!.Columns[column])];

    // Only a row that has neither a name nor an address is worth a look at everything else.
    private static bool IsEmpty(ColumnMap map, ICells cells, object? source, string? name, string? email)
    {
        if (name is not null || email is not null || IsAnyFilled(map.Emails, cells) || IsAnyFilled(map.Names, cells))
        {
            return false;
        }

        return cells.Count == 0 ? source is null : !IsAnyFilled([.. Enumerable.Range(0, cells.Count)], cells);
    }

    private static bool IsAnyFilled(int[] columns, ICells cells)
    {
        foreach (int column in columns)
        {
            try
            {
                string text = CellReading.Text(cells.ValueOf(column), cells, out string? fault);
                if (fault is not null || InvisibleText.Trim(text).Length > 0)
                {
                    return true;
                }
            }
            catch (InvalidOperationException)
            {
                return true; // whatever it is, it is not nothing
            }
        }

        return false;
    }

    private string NameIn(ColumnMap map, ICells cells)
    {
        if (map.IsNameGiven)
        {
            return Join(map.Names.Select(column => Text(cells, column, RowSchema.Name)));
        }

        string whole = First(map.Names, cells, RowSchema.Name);
        return whole.Length > 0 ? whole : Join([First(map.FirstNames, cells, RowSchema.Name), First(map.LastNames, cells, RowSchema.Name)]);
    }

    private static string Join(IEnumerable<string> parts) => string.Join(" ", parts.Select(InvisibleText.Trim).Where(part => part.Length > 0));

    private string First(int[] columns, ICells cells, string field)
    {
        foreach (int column in columns)
        {
            string text = InvisibleText.Trim(Text(cells, column, field));
            if (text.Length > 0)
            {
                return text;
            }
        }

        return "";
    }

    private string Text(ICells cells, int column, string field)
    {
        string text = CellReading.Text(Value(cells, column), cells, out string? fault);
        return fault is null ? text : throw new RowFault(
            field, $"the column '{Printable.Text(cells.NameOf(column))}' holds {fault}", "Give text, a number, a date or a Boolean.").ToException(Count);
    }

    // What gives a value may be a script, or code of whoever made the object: its failure is its row's.
    private object? Value(ICells cells, int column)
    {
        try
        {
            return cells.ValueOf(column);
        }
        catch (InvalidOperationException exception)
        {
            string name = cells.NameOf(column);
            throw new ProvisioningException(
                ErrorId.InvalidGuest, $"The column '{Printable.Text(name)}' cannot be read: {exception.Message}", "Correct the row, or leave the column out.", exception)
            {
                RowNumber = Count,
                Field = name,
            };
        }
    }

    private Dictionary<string, string>? Attributes(ColumnMap map, ICells cells, object? given)
    {
        Dictionary<string, string>? all = null;
        object? table = given ?? (map.CustomAttributes is { } column ? Value(cells, column) : null);
        if (table is not (null or "" or DBNull))
        {
            foreach (KeyValuePair<string, object?> entry in cells.TableIn(table) ?? throw NoTable())
            {
                Add(entry.Key, CellText.From(entry.Value) ?? throw GuestRequest.NotText(entry.Key).ToException(Count));
            }
        }

        foreach (ColumnMap.Selected selected in map.Attributes)
        {
            string text = CellReading.Text(Value(cells, selected.Column), cells, out string? fault);
            if (fault is null && text.Length > 0)
            {
                Add(selected.Name, text);
            }
            else if (fault is not null && selected.IsNamed)
            {
                throw GuestRequest.NotText(selected.Name).ToException(Count);
            }
            else if (fault is not null)
            {
                Tell(selected.Name, $"The column '{Printable.Text(selected.Name)}' was left out of the attributes: in row {Count} it holds {fault}.");
            }
        }

        return all;

        void Add(string name, string text)
        {
            all ??= new(StringComparer.Ordinal);
            foreach (string other in all.Keys)
            {
                if (string.Equals(other, name, StringComparison.OrdinalIgnoreCase) && !string.Equals(other, name, StringComparison.Ordinal))
                {
                    throw new RowFault(
                        name, $"the attributes '{Printable.Text(other)}' and '{Printable.Text(name)}' differ only in case", "Give each attribute a name of its own.").ToException(Count);
                }
            }

            all[name] = text;
        }
    }

    private ProvisioningException NoTable() => new RowFault(
        RowSchema.CustomAttributes, "what stands there is no table of names and values", "Give a hashtable, or an object with properties.").ToException(Count);

    private string? Identity(ColumnMap map, ICells cells)
    {
        if (options.IdentityColumn is not { } column)
        {
            return null;
        }

        string key = map.Identity is { } found ? Text(cells, found, column).Trim() : "";
        return key.Length > 0 ? key : throw new RowFault(
            column, "there is nothing in the column to recognise the row by", "Give the row a key of its own there, or have rows recognised by their content.").ToException(Count);
    }

    private List<KeyValuePair<string, object?>> Kept(ColumnMap map, ICells cells)
    {
        if (map.Kept.Length == 0)
        {
            return NothingKept;
        }

        List<KeyValuePair<string, object?>> kept = new(map.Kept.Length);
        foreach (ColumnMap.Selected selected in map.Kept)
        {
            kept.Add(new(selected.Name, Value(cells, selected.Column)));
        }

        return kept;
    }

    private void Tell(ColumnMap map)
    {
        foreach ((string parameter, string name) in map.Missing)
        {
            if (parameter is nameof(RowReadingOptions.AttributeColumn) or nameof(RowReadingOptions.KeepColumn))
            {
                Tell($"{parameter} {name}", $"No column is named '{Printable.Text(name)}', or matches it ({parameter}). The columns are {MissingColumn.Quoted(map.Columns)}.");
            }
        }
    }

    private void Tell(string what, string warning)
    {
        if (_told.Add(what))
        {
            options.Log?.Invoke(new Diagnostic(DiagnosticLevel.Warning, warning));
        }
    }
}
