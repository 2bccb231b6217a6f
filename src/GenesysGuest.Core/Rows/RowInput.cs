namespace GenesysGuest.Rows;

/// <summary>Rows as they come in, whatever they become: counts them, finds their columns, reads their cells, and says in which row what is wrong. Not thread-safe.</summary>
/// <param name="options">How they are read.</param>
/// <param name="errorId">What is wrong with a row is this error.</param>
/// <param name="mayHaveExternalId">Whether a column may hold an external id.</param>
internal sealed class RowInput(RowReadingOptions options, ErrorId errorId, bool mayHaveExternalId)
{
    private static readonly List<KeyValuePair<string, object?>> NothingKept = [];

    private readonly HashSet<string> _told = new(StringComparer.OrdinalIgnoreCase);
    private bool _isFirst = true;

    /// <summary>How many rows there were.</summary>
    public long Count { get; private set; }

    /// <summary>How many of them were empty.</summary>
    public long Empty { get; private set; }

    /// <summary>Where the columns of the last row are; null before the first.</summary>
    public ColumnMap? Map { get; private set; }

    /// <summary>What rows with these columns lack; null: nothing.</summary>
    public MissingColumn? Missing { get; set; }

    /// <summary>Begins a row.</summary>
    /// <param name="cells">The row.</param>
    /// <returns>Whether its columns are others than those of the row before: what is missing has to be looked for.</returns>
    public bool Next(ICells cells)
    {
        Count++;
        if (Map?.IsOf(cells) == true)
        {
            return false;
        }

        Map = new ColumnMap(cells, options, mayHaveExternalId);
        Tell(Map);
        return true;
    }

    /// <summary>Whether there is nothing in the row, and counts it if so.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="source">What it was made from; null: nothing at all.</param>
    /// <returns>Whether it is passed over.</returns>
    public bool IsEmpty(ICells cells, object? source)
    {
        // Only a row that has neither a name nor an address is worth a look at everything else.
        bool isEmpty = !IsAnyFilled(Map!.Emails, cells) && !IsAnyFilled(Map.Names, cells)
            && (cells.Count == 0 ? source is null : !IsAnyFilled([.. Enumerable.Range(0, cells.Count)], cells));
        Empty += isEmpty ? 1 : 0;
        return isEmpty;
    }

    /// <summary>Refuses a row whose columns cannot be used.</summary>
    /// <exception cref="ProvisioningException">Of this row.</exception>
    /// <exception cref="GenesysException">Of the first row: no other will fare better.</exception>
    public void ThrowIfUnusable()
    {
        if (Map!.Fault is { } faulty)
        {
            throw Error(faulty);
        }

        if (Missing is { } missing)
        {
            throw _isFirst ? missing.ToEnd(Count, errorId) : missing.ToException(Count, errorId);
        }

        _isFirst = false;
    }

    /// <summary>The error of this row.</summary>
    /// <param name="fault">What is wrong with it.</param>
    /// <returns>The error.</returns>
    public ProvisioningException Error(RowFault fault) => fault.ToException(Count, errorId);

    /// <summary>All of the columns' texts, joined by a space.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="cells">The row.</param>
    /// <param name="field">The field that they hold.</param>
    /// <returns>The text; empty where there is none.</returns>
    public string Join(int[] columns, ICells cells, string field) => Join(columns.Select(column => Text(cells, column, field)));

    /// <summary>Texts joined by a space.</summary>
    /// <param name="parts">The texts; those that are empty are left out.</param>
    /// <returns>The text.</returns>
    public static string Join(IEnumerable<string> parts) => string.Join(" ", parts.Select(InvisibleText.Trim).Where(part => part.Length > 0));

    /// <summary>The text of the first column that is not empty.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="cells">The row.</param>
    /// <param name="field">The field that they hold.</param>
    /// <returns>The text; empty where there is none.</returns>
    public string First(int[] columns, ICells cells, string field)
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

    /// <summary>The text of a column.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="column">Which.</param>
    /// <param name="field">The field that it holds.</param>
    /// <returns>The text; empty where there is none.</returns>
    public string Text(ICells cells, int column, string field)
    {
        string text = CellReading.Text(Value(cells, column), cells, out string? fault);
        return fault is null ? text : throw Error(new(field, $"the column '{Printable.Text(cells.NameOf(column))}' holds {fault}", "Give text, a number, a date or a Boolean."));
    }

    /// <summary>The text of a column that becomes an attribute.</summary>
    /// <param name="selected">The column.</param>
    /// <param name="cells">The row.</param>
    /// <returns>The text; null: it is left out.</returns>
    public string? Attribute(ColumnMap.Selected selected, ICells cells)
    {
        string text = CellReading.Text(Value(cells, selected.Column), cells, out string? fault);
        if (fault is null)
        {
            return text.Length > 0 ? text : null;
        }

        if (selected.IsNamed)
        {
            throw Error(RowFault.NotText(selected.Name));
        }

        Tell(selected.Name, $"The column '{Printable.Text(selected.Name)}' was left out of the attributes: in row {Count} it holds {fault}.");
        return null;
    }

    /// <summary>The attributes that come as a table.</summary>
    /// <param name="given">A table for every row; null: the row's own.</param>
    /// <param name="cells">The row.</param>
    /// <returns>Names and values; null: there is none.</returns>
    public IEnumerable<KeyValuePair<string, object?>>? Table(object? given, ICells cells)
    {
        object? table = given ?? (Map!.CustomAttributes is { } column ? Value(cells, column) : null);
        if (table is null or "" or DBNull)
        {
            return null;
        }

        if (given is null && mayHaveExternalId && table is string)
        {
            Tell(RowSchema.CustomFields, $"The column '{Printable.Text(cells.NameOf(Map!.CustomAttributes!.Value))}' was left out: in row {Count} it holds text, and no table of names and values."); // a contact that was in a file
            return null;
        }

        return cells.TableIn(table) ?? throw Error(new(
            mayHaveExternalId ? RowSchema.CustomFields : RowSchema.CustomAttributes, "what stands there is no table of names and values", "Give a hashtable, or an object with properties."));
    }

    /// <summary>The key by which a journal recognizes the row.</summary>
    /// <param name="cells">The row.</param>
    /// <returns>The key; null: the row's content.</returns>
    public string? Identity(ICells cells)
    {
        if (options.IdentityColumn is not { } column)
        {
            return null;
        }

        string key = Map!.Identity is { } found ? Text(cells, found, column).Trim() : "";
        return key.Length > 0 ? key : throw Error(new(
            column, "there is nothing in the column to recognize the row by", "Give the row a key of its own there, or have rows recognized by their content."));
    }

    /// <summary>What of the row is kept beside its result.</summary>
    /// <param name="cells">The row.</param>
    /// <returns>Names and values.</returns>
    public List<KeyValuePair<string, object?>> Kept(ICells cells)
    {
        if (Map!.Kept.Length == 0)
        {
            return NothingKept;
        }

        List<KeyValuePair<string, object?>> kept = new(Map.Kept.Length);
        foreach (ColumnMap.Selected selected in Map.Kept)
        {
            kept.Add(new(selected.Name, Value(cells, selected.Column)));
        }

        return kept;
    }

    /// <summary>The names of columns of the last row.</summary>
    /// <param name="columns">Which; null: none.</param>
    /// <returns>The names, as they stand there.</returns>
    public List<string> Named(IEnumerable<int>? columns) => [.. (columns ?? []).Select(column => Map!.Columns[column])];

    /// <summary>Warns of something, once.</summary>
    /// <param name="what">What it is about.</param>
    /// <param name="warning">The warning.</param>
    public void Tell(string what, string warning)
    {
        if (_told.Add(what))
        {
            options.Log?.Invoke(new Diagnostic(DiagnosticLevel.Warning, warning));
        }
    }

    /// <summary>How far it has come.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FormattableString.Invariant($"{Count} rows, {Empty} of them empty");

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
                errorId, $"The column '{Printable.Text(name)}' cannot be read: {exception.Message}", "Correct the row, or leave the column out.", exception)
            {
                RowNumber = Count,
                Field = name,
            };
        }
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
}
