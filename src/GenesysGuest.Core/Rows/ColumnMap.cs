namespace GenesysGuest.Rows;

/// <summary>The columns of a row, by field. The map applies to all rows with the same columns, so most inputs need only one.</summary>
internal sealed class ColumnMap
{
    private readonly string[] _columns;

    /// <summary>Finds the columns.</summary>
    /// <param name="cells">A row with the columns.</param>
    /// <param name="options">The options that specify columns.</param>
    /// <param name="mayHaveExternalId">Whether a column may contain an external id, as for contacts, which also have a first and a last name.</param>
    public ColumnMap(ICells cells, RowReadingOptions options, bool mayHaveExternalId = false)
    {
        _columns = new string[cells.Count];
        for (int column = 0; column < _columns.Length; column++)
        {
            _columns[column] = cells.NameOf(column);
        }

        Fault = FaultIn(_columns);
        ILookup<string?, int> known = Enumerable.Range(0, _columns.Length)
            .Select(column => (Column: column, Place: RowSchema.PlaceOf(_columns[column])))
            .OrderBy(column => column.Place?.Place)
            .ToLookup(column => column.Place?.Field, column => column.Column, StringComparer.Ordinal);
        IsNameGiven = options.NameColumn.Count > 0;
        Names = IsNameGiven ? [.. options.NameColumn.Select(Find).OfType<int>()] : [.. known[RowSchema.Name]];
        FirstNames = IsNameGiven ? [] : [.. known[RowSchema.FirstName]];
        LastNames = IsNameGiven ? [] : [.. known[RowSchema.LastName]];
        Emails = options.EmailColumn.Count > 0 ? [.. options.EmailColumn.Select(Find).OfType<int>()] : [.. known[RowSchema.Email]];
        CustomAttributes = (mayHaveExternalId ? Find(RowSchema.CustomFields) : null) ?? known[RowSchema.CustomAttributes].Select(column => (int?)column).FirstOrDefault();
        ExternalId = mayHaveExternalId ? Find(options.ExternalIdColumn ?? RowSchema.ExternalId) : null;
        Identity = options.IdentityColumn is { } identity ? Find(identity) : null;

        HashSet<int> fields = [.. Names.Take(IsNameGiven ? int.MaxValue : 1), .. Emails.Take(1)];
        if (Names.Length == 0 || mayHaveExternalId)
        {
            fields.UnionWith([.. FirstNames.Take(1), .. LastNames.Take(1)]);
        }

        if (CustomAttributes is { } table)
        {
            fields.Add(table);
        }

        if (ExternalId is { } id)
        {
            fields.Add(id);
        }

        Attributes = Select(options.AttributeColumn, options.Pattern, fields, nameof(RowReadingOptions.AttributeColumn));
        Kept = Select(options.KeepColumn, options.Pattern, fields, nameof(RowReadingOptions.KeepColumn));
        foreach ((IReadOnlyList<string> named, string parameter) in new[] { (options.NameColumn, nameof(RowReadingOptions.NameColumn)), (options.EmailColumn, nameof(RowReadingOptions.EmailColumn)) })
        {
            Missing.AddRange(named.Where(name => Find(name) is null).Select(name => (parameter, name)));
        }

        if (mayHaveExternalId && options.ExternalIdColumn is { } externalId && ExternalId is null)
        {
            Missing.Add((nameof(RowReadingOptions.ExternalIdColumn), externalId));
        }
    }

    /// <summary>The name columns. Specified columns are joined. Of columns that were recognized, the first that is not empty is used.</summary>
    public int[] Names { get; }

    public bool IsNameGiven { get; }

    public int[] FirstNames { get; }

    public int[] LastNames { get; }

    /// <summary>The email address columns, of which the first that is not empty is used.</summary>
    public int[] Emails { get; }

    public int? CustomAttributes { get; }

    public int? ExternalId { get; }

    public int? Identity { get; }

    /// <summary>The columns that become attributes.</summary>
    public Selected[] Attributes { get; }

    /// <summary>The columns that are kept with the result.</summary>
    public Selected[] Kept { get; }

    /// <summary>The specified columns that were not found, with the option that specified them.</summary>
    public List<(string Parameter, string Name)> Missing { get; } = [];

    /// <summary>The fault in the columns themselves, or null if there is none.</summary>
    public RowFault? Fault { get; }

    public bool HasName => Names.Length + FirstNames.Length + LastNames.Length > 0;

    /// <summary>The column names as they are in the input.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>Whether a row has the same columns as this map.</summary>
    /// <param name="cells">The row.</param>
    /// <returns>Whether the map applies to the row.</returns>
    public bool IsOf(ICells cells)
    {
        if (cells.Count != _columns.Length)
        {
            return false;
        }

        for (int column = 0; column < _columns.Length; column++)
        {
            if (!string.Equals(cells.NameOf(column), _columns[column], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static RowFault? FaultIn(string[] columns)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        string? twice = columns.FirstOrDefault(column => !seen.Add(column));
        return columns.Contains("", StringComparer.Ordinal) ? new("Columns", "a column has no name", "Use a unique name for each column.")
            : twice is null ? null
            : new(twice, $"two columns are named '{Printable.Text(twice)}', and column names are not case-sensitive", "Use a unique name for each column.");
    }

    // A name that differs only in case takes precedence over one that also differs in spaces or punctuation.
    private int? Find(string name)
    {
        int exact = Exact(name);
        string plain = ColumnName.Plain(name);
        int found = exact >= 0 ? exact : Array.FindIndex(_columns, column => string.Equals(ColumnName.Plain(column), plain, StringComparison.Ordinal));
        return found >= 0 ? found : null;
    }

    private int Exact(string name) => Array.FindIndex(_columns, column => string.Equals(column, name, StringComparison.OrdinalIgnoreCase));

    private Selected[] Select(IReadOnlyList<string> names, Func<string, Func<string, bool>?>? pattern, HashSet<int> fields, string parameter)
    {
        List<Selected> selected = [];
        HashSet<int> taken = [];
        foreach (string name in names)
        {
            // If a column has exactly this name, it is not a pattern: "Revenue [EUR]".
            Func<string, bool>? matches = Exact(name) < 0 ? pattern?.Invoke(name) : null;
            bool isFound;
            if (matches is not null)
            {
                isFound = _columns.Any(matches);
                foreach (int column in Enumerable.Range(0, _columns.Length).Where(column => !fields.Contains(column) && !ColumnName.IsAdded(_columns[column]) && matches(_columns[column]) && taken.Add(column)))
                {
                    selected.Add(new(column, _columns[column], IsNamed: false));
                }
            }
            else
            {
                int? column = Find(name);
                isFound = column is not null;
                if (column is { } named && taken.Add(named))
                {
                    selected.Add(new(named, _columns[named], IsNamed: true));
                }
            }

            if (!isFound)
            {
                Missing.Add((parameter, name));
            }
        }

        return [.. selected];
    }

    /// <summary>A selected column.</summary>
    /// <param name="Column">The index of the column.</param>
    /// <param name="Name">The name of the column.</param>
    /// <param name="IsNamed">Whether the column was specified by name, not only matched by a pattern.</param>
    internal readonly record struct Selected(int Column, string Name, bool IsNamed);
}
