namespace GenesysGuest.Rows;

/// <summary>A row that has no column for what every guest needs: what it looks like instead, and what helps.</summary>
/// <param name="Field">What it lacks.</param>
/// <param name="What">What it has.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="NextStep">What kind of step that is.</param>
/// <param name="Argument">What it is done with.</param>
internal sealed record MissingColumn(string Field, string What, string Remedy, NextStep NextStep, string? Argument = null)
{
    private const int MostShown = 30;

    /// <summary>Looks for the columns.</summary>
    /// <param name="map">What was found.</param>
    /// <param name="cells">A row.</param>
    /// <param name="needsName">Whether the name has to come from the row.</param>
    /// <param name="needsEmail">Whether the address has to.</param>
    /// <returns>What is missing; null: nothing.</returns>
    public static MissingColumn? Of(ColumnMap map, ICells cells, bool needsName, bool needsEmail)
    {
        if (map.Columns.Any(column => column.Contains('\0')))
        {
            return new(
                RowSchema.Name, "the columns' names hold null characters: the file is UTF-16 and has no byte order mark", "Read the file in its own encoding.", NextStep.ReadWithEncoding, "unicode");
        }

        if (needsName && map.IsNameGiven && map.Missing.Exists(missing => missing.Parameter is nameof(RowReadingOptions.NameColumn)))
        {
            return Named(map, RowSchema.Name, nameof(RowReadingOptions.NameColumn));
        }

        if (needsEmail && map.Missing.Exists(missing => missing.Parameter is nameof(RowReadingOptions.EmailColumn)))
        {
            return Named(map, RowSchema.Email, nameof(RowReadingOptions.EmailColumn));
        }

        string? field = needsEmail && map.Emails.Length == 0 ? RowSchema.Email : needsName && !map.HasName ? RowSchema.Name : null;
        return field is null ? null : Misread(map.Columns, field) ?? Unknown(map, cells, field);
    }

    /// <summary>Columns' names in quotes, so that a stray space or mark is seen.</summary>
    /// <param name="columns">The names.</param>
    /// <returns>The first thirty.</returns>
    public static string Quoted(IReadOnlyList<string> columns) =>
        columns.Count == 0 ? "none"
        : string.Join(", ", columns.Take(MostShown).Select(column => Printable.Text($"'{column}'"))) + (columns.Count > MostShown ? $" and {columns.Count - MostShown} more" : "");

    /// <summary>The error that ends the work: no other row will have the column either.</summary>
    /// <param name="row">The row, counted from 1.</param>
    /// <returns><see cref="ErrorId.InvalidGuest"/>.</returns>
    public GenesysException ToEnd(long row) => new(ErrorId.InvalidGuest, $"{Field}: {What}. That is row {row}; nothing was sent.", Remedy)
    {
        NextStep = NextStep,
        NextStepArgument = Argument,
    };

    /// <summary>The error of a row among others that have the column.</summary>
    /// <param name="row">The row, counted from 1.</param>
    /// <returns><see cref="ErrorId.InvalidGuest"/>.</returns>
    public ProvisioningException ToException(long row) => new RowFault(Field, What, Remedy, NextStep, Argument).ToException(row);

    private static MissingColumn Named(ColumnMap map, string field, string parameter)
    {
        string name = map.Missing.First(missing => string.Equals(missing.Parameter, parameter, StringComparison.Ordinal)).Name;
        return new(field, $"there is no column '{Printable.Text(name)}'; the columns are {Quoted(map.Columns)}", "Name a column that is there.", StepFor(field));
    }

    // What a file looks like that was read in another way than it was written.
    private static MissingColumn? Misread(IReadOnlyList<string> columns, string field)
    {
        if (columns.Count == 0)
        {
            return new(field, "the row has no columns", "Give objects with properties, or tables. Text has to be read into rows first.", NextStep.None);
        }

        if (columns.Count == 1 && columns[0] is { Length: 5 } mark && mark.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            return new(
                field, $"the file begins with the line '{mark}', which only spreadsheets understand", "Leave that line out when you read the file.", NextStep.ReadAfterFirstLine,
                mark[4].ToString());
        }

        char? separator = columns.Count == 1 ? columns[0].FirstOrDefault(c => c is ';' or '\t' or '|' or ',') : null;
        return separator is > '\0' and { } delimiter
            ? new(field, $"the only column is {Quoted(columns)}", $"The columns are separated by {(delimiter is '\t' ? "tabs" : $"'{delimiter}'")}.", NextStep.ReadWithDelimiter, delimiter.ToString())
            : null;
    }

    private static MissingColumn Unknown(ColumnMap map, ICells cells, string field)
    {
        string? likely = field is RowSchema.Email ? LikelyEmail(map, cells) : LikelyName(map);
        return new(
            field,
            $"no column is known to hold {(field is RowSchema.Email ? "an email address" : "a name")}; the columns are {Quoted(map.Columns)}",
            likely is null ? "Name the column that does." : $"Name the column that does; '{Printable.Text(likely)}' looks like it.",
            StepFor(field),
            likely);
    }

    private static NextStep StepFor(string field) => field is RowSchema.Email ? NextStep.ChooseEmailColumn : NextStep.ChooseNameColumn;

    // What stands in it says more than what it is called.
    private static string? LikelyEmail(ColumnMap map, ICells cells)
    {
        for (int column = 0; column < cells.Count; column++)
        {
            try
            {
                if (cells.ValueOf(column) is string text && text.IndexOf('@') > 0)
                {
                    return map.Columns[column];
                }
            }
            catch (InvalidOperationException)
            {
                // It holds no address, whatever it holds.
            }
        }

        return map.Columns.FirstOrDefault(column => ColumnName.Plain(column) is var plain && (plain.Contains("mail", StringComparison.Ordinal) || plain.Contains("address", StringComparison.Ordinal)));
    }

    private static string? LikelyName(ColumnMap map) =>
        map.Columns.FirstOrDefault(column => ColumnName.Plain(column).Contains("name", StringComparison.Ordinal))
        ?? map.Columns.FirstOrDefault(column => ColumnName.Plain(column) is var plain && (plain.Contains("contact", StringComparison.Ordinal) || plain.Contains("person", StringComparison.Ordinal) || plain.Contains("customer", StringComparison.Ordinal)));
}
