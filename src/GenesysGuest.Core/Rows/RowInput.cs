namespace GenesysGuest.Rows;

/// <summary>Reads input rows for any target: counts them, finds their columns, reads their cells, and reports errors with the row number. Not thread-safe.</summary>
/// <param name="options">How rows are read.</param>
/// <param name="errorId">The error id for invalid rows.</param>
/// <param name="mayHaveExternalId">Whether a column may contain an external id.</param>
internal sealed class RowInput(RowReadingOptions options, ErrorId errorId, bool mayHaveExternalId)
{
    private static readonly List<KeyValuePair<string, object?>> NothingKept = [];

    private readonly HashSet<string> _warned = new(StringComparer.OrdinalIgnoreCase);
    private bool _isFirst = true;

    /// <summary>The number of rows.</summary>
    public long Count { get; private set; }

    /// <summary>The number of empty rows.</summary>
    public long Empty { get; private set; }

    /// <summary>The columns of the last row, or null before the first row.</summary>
    public ColumnMap? Map { get; private set; }

    /// <summary>The column that rows with these columns lack, or null if none is missing.</summary>
    public MissingColumn? Missing { get; set; }

    /// <summary>Starts a row.</summary>
    /// <param name="cells">The row.</param>
    /// <returns>Whether the columns differ from those of the previous row, so that missing columns must be checked again.</returns>
    public bool Next(ICells cells)
    {
        Count++;
        if (Map?.IsOf(cells) == true)
        {
            return false;
        }

        Map = new ColumnMap(cells, options, mayHaveExternalId);
        WarnOfMissingColumns(Map);
        return true;
    }

    /// <summary>Checks whether a row is empty, and counts it if so.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="source">The source object of the row, or null if there is none.</param>
    /// <returns>Whether the row is skipped.</returns>
    public bool IsEmpty(ICells cells, object? source)
    {
        // For most rows, the name or the address is enough. Only without them are the other columns checked.
        bool isEmpty = !IsAnyFilled(Map!.Emails, cells) && !IsAnyFilled(Map.Names, cells)
            && (cells.Count == 0 ? source is null : !IsAnyFilled([.. Enumerable.Range(0, cells.Count)], cells));
        Empty += isEmpty ? 1 : 0;
        return isEmpty;
    }

    /// <summary>Throws if the columns of the row cannot be used.</summary>
    /// <exception cref="ProvisioningException">The error is for this row.</exception>
    /// <exception cref="GenesysException">The error is in the first row, so all other rows would fail too.</exception>
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

    /// <summary>Creates an error for the current row.</summary>
    /// <param name="fault">The fault.</param>
    /// <returns>The error.</returns>
    public ProvisioningException Error(RowFault fault) => fault.ToException(Count, errorId);

    /// <summary>Joins the text of all columns with spaces.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="cells">The row.</param>
    /// <param name="field">The field that the columns contain.</param>
    /// <returns>The text, or an empty string.</returns>
    public string Join(int[] columns, ICells cells, string field) => Join(columns.Select(column => Text(cells, column, field)));

    /// <summary>Joins texts with spaces.</summary>
    /// <param name="parts">The texts. Empty ones are omitted.</param>
    /// <returns>The text.</returns>
    public static string Join(IEnumerable<string> parts) => string.Join(" ", parts.Select(InvisibleText.Trim).Where(part => part.Length > 0));

    /// <summary>Returns the text of the first column that is not empty.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="cells">The row.</param>
    /// <param name="field">The field that the columns contain.</param>
    /// <returns>The text, or an empty string.</returns>
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

    /// <summary>Returns the text of a column.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="column">The index of the column.</param>
    /// <param name="field">The field that the column contains.</param>
    /// <returns>The text, or an empty string.</returns>
    public string Text(ICells cells, int column, string field)
    {
        string text = CellReading.Text(Value(cells, column), cells, out string? fault);
        RowFault? error = fault is null
            ? TextCheck.Damaged(field, text, cells.NameOf(column))
            : new(field, $"the column '{Printable.Text(cells.NameOf(column))}' contains {fault}", "Use text, a number, a date, or a Boolean.");
        return error is null ? text : throw Error(error);
    }

    /// <summary>Returns the text of a column that becomes an attribute.</summary>
    /// <param name="selected">The column.</param>
    /// <param name="cells">The row.</param>
    /// <returns>The text, or null if the attribute is omitted.</returns>
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

        WarnOnce(selected.Name, $"The column '{Printable.Text(selected.Name)}' was omitted from the attributes. In row {Count}, it contains {fault}.");
        return null;
    }

    /// <summary>Returns the attributes or custom fields that are specified as a table.</summary>
    /// <param name="field">The field that the table contains.</param>
    /// <param name="given">The table for all rows, or null to use the table of the row.</param>
    /// <param name="cells">The row.</param>
    /// <returns>The names and values, or null if there is no table.</returns>
    public IEnumerable<KeyValuePair<string, object?>>? Table(string field, object? given, ICells cells)
    {
        object? table = given ?? (Map!.CustomAttributes is { } column ? Value(cells, column) : null);
        if (table is null or "" or DBNull)
        {
            return null;
        }

        if (given is null && table is string && string.Equals(field, RowSchema.CustomFields, StringComparison.Ordinal))
        {
            WarnOnce(field, $"The column '{Printable.Text(cells.NameOf(Map!.CustomAttributes!.Value))}' was omitted. In row {Count}, it contains text instead of a table of names and values."); // such as a contact that was exported to a file
            return null;
        }

        return cells.TableIn(table) ?? throw Error(new(
            field, "the value is not a table of names and values", "Use a hashtable or an object with properties."));
    }

    /// <summary>Returns the key that the journal uses to identify the row.</summary>
    /// <param name="cells">The row.</param>
    /// <returns>The key, or null to use the content of the row.</returns>
    public string? Identity(ICells cells)
    {
        if (options.IdentityColumn is not { } column)
        {
            return null;
        }

        string key = Map!.Identity is { } found ? Text(cells, found, column).Trim() : "";
        return key.Length > 0 ? key : throw Error(new(
            column, "the column that identifies the row is empty", "Enter a unique key in this column, or identify rows by their content."));
    }

    /// <summary>Returns the columns of the row that are kept with its result.</summary>
    /// <param name="cells">The row.</param>
    /// <returns>The names and values.</returns>
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

    /// <summary>Returns the names of columns in the last row.</summary>
    /// <param name="columns">The columns, or null for none.</param>
    /// <returns>The names as they are in the input.</returns>
    public List<string> Named(IEnumerable<int>? columns) => [.. (columns ?? []).Select(column => Map!.Columns[column])];

    /// <summary>Logs a warning once.</summary>
    /// <param name="what">The subject of the warning.</param>
    /// <param name="warning">The warning.</param>
    public void WarnOnce(string what, string warning)
    {
        if (_warned.Add(what))
        {
            options.Log?.Invoke(new Diagnostic(DiagnosticLevel.Warning, warning));
        }
    }

    /// <summary>Returns the progress.</summary>
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
                return true; // the value cannot be read, so it is not empty
            }
        }

        return false;
    }

    // Reading a value can run a script or other code. If that fails, only this row fails.
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
                errorId, $"The column '{Printable.Text(name)}' cannot be read: {Printable.Text(exception.Message)}", "Correct the row, or omit the column.", exception)
            {
                RowNumber = Count,
                Field = name,
            };
        }
    }

    private void WarnOfMissingColumns(ColumnMap map)
    {
        foreach ((string parameter, string name) in map.Missing)
        {
            if (parameter is nameof(RowReadingOptions.AttributeColumn) or nameof(RowReadingOptions.KeepColumn))
            {
                WarnOnce($"{parameter} {name}", $"No column matches '{Printable.Text(name)}' ({parameter}). The columns are {MissingColumn.Quoted(map.Columns)}.");
            }
        }
    }
}
