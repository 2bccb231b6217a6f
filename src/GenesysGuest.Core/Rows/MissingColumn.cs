namespace GenesysGuest.Rows;

/// <summary>A row that has no column for what every row needs: what it looks like instead, and what helps.</summary>
/// <param name="Field">What it lacks.</param>
/// <param name="What">What it has.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="NextStep">What kind of step that is.</param>
/// <param name="Argument">What it is done with.</param>
internal sealed record MissingColumn(string Field, string What, string Remedy, NextStep NextStep, string? Argument = null)
{
    /// <summary>The column of a contact's id.</summary>
    public const string Id = "Id";

    private const int MostShown = 30;

    /// <summary>Looks for the columns of a guest.</summary>
    /// <param name="map">What was found.</param>
    /// <param name="cells">A row.</param>
    /// <param name="needsName">Whether the name has to come from the row.</param>
    /// <param name="needsEmail">Whether the address has to.</param>
    /// <returns>What is missing; null: nothing.</returns>
    public static MissingColumn? OfGuest(ColumnMap map, ICells cells, bool needsName, bool needsEmail)
    {
        string? field = needsEmail && map.Emails.Length == 0 ? RowSchema.Email : needsName && !map.HasName ? RowSchema.Name : null;
        return Misencoded(map)
            ?? (needsName && map.IsNameGiven ? Named(map, RowSchema.Name, nameof(RowReadingOptions.NameColumn)) : null)
            ?? (needsEmail ? Named(map, RowSchema.Email, nameof(RowReadingOptions.EmailColumn)) : null)
            ?? (field is null ? null : Misread(map.Columns, field) ?? Unknown(map, cells, field));
    }

    /// <summary>Looks for the columns of a contact, which needs something to be found by.</summary>
    /// <param name="map">What was found.</param>
    /// <param name="cells">A row.</param>
    /// <param name="hasEmail">Whether the address is given for every row.</param>
    /// <param name="hasExternalId">Whether the external id is.</param>
    /// <param name="needsExternalId">Whether rows have external ids: their source was named.</param>
    /// <returns>What is missing; null: nothing.</returns>
    public static MissingColumn? OfContact(ColumnMap map, ICells cells, bool hasEmail, bool hasExternalId, bool needsExternalId)
    {
        bool lacksId = !hasExternalId && map.ExternalId is null;
        string? field = lacksId && needsExternalId ? RowSchema.ExternalId : lacksId && !hasEmail && map.Emails.Length == 0 ? RowSchema.Email : null;
        return Misencoded(map)
            ?? Named(map, RowSchema.Name, nameof(RowReadingOptions.NameColumn))
            ?? (hasEmail ? null : Named(map, RowSchema.Email, nameof(RowReadingOptions.EmailColumn)))
            ?? (hasExternalId ? null : Named(map, RowSchema.ExternalId, nameof(RowReadingOptions.ExternalIdColumn)))
            ?? (field is null ? null : Misread(map.Columns, field) ?? Unknown(map, cells, field));
    }

    /// <summary>Looks for the column of a contact that is to be removed.</summary>
    /// <param name="map">What was found.</param>
    /// <param name="hasId">Whether there is a column for its id.</param>
    /// <returns>What is missing; null: nothing.</returns>
    public static MissingColumn? OfRemoval(ColumnMap map, bool hasId) => Misencoded(map) ?? (hasId ? null : Misread(map.Columns, Id) ?? new(
        Id, $"there is no column of this name; the columns are {Quoted(map.Columns)}", "Give the ids of contacts, or rows that have them in a column Id.", NextStep.None));

    /// <summary>Columns' names in quotes, so that a stray space or mark is seen.</summary>
    /// <param name="columns">The names.</param>
    /// <returns>The first thirty.</returns>
    public static string Quoted(IReadOnlyList<string> columns) =>
        columns.Count == 0 ? "none"
        : string.Join(", ", columns.Take(MostShown).Select(column => Printable.Text($"'{column}'"))) + (columns.Count > MostShown ? $" and {columns.Count - MostShown} more" : "");

    /// <summary>The error that ends the work: no other row will have the column either.</summary>
    /// <param name="row">The row, counted from 1.</param>
    /// <param name="errorId">The target's own id for it.</param>
    /// <returns>The error.</returns>
    public GenesysException ToEnd(long row, ErrorId errorId) => new(errorId, $"{Field}: {What}. That is row {row}; nothing was sent.", Remedy)
    {
        NextStep = NextStep,
        NextStepArgument = Argument,
    };

    /// <summary>The error of a row among others that have the column.</summary>
    /// <param name="row">The row, counted from 1.</param>
    /// <param name="errorId">The target's own id for it.</param>
    /// <returns>The error.</returns>
    public ProvisioningException ToException(long row, ErrorId errorId) => new RowFault(Field, What, Remedy, NextStep, Argument).ToException(row, errorId);

    private static MissingColumn? Misencoded(ColumnMap map) => map.Columns.Any(column => column.Contains('\0'))
        ? new(RowSchema.Name, "the columns' names hold null characters: the file is UTF-16 and has no byte order mark", "Read the file in its own encoding.", NextStep.ReadWithEncoding, "unicode")
        : null;

    // A column that was named and is not there.
    private static MissingColumn? Named(ColumnMap map, string field, string parameter)
    {
        string? name = map.Missing.Where(missing => string.Equals(missing.Parameter, parameter, StringComparison.Ordinal)).Select(missing => missing.Name).FirstOrDefault();
        return name is null ? null : new(field, $"there is no column '{Printable.Text(name)}'; the columns are {Quoted(map.Columns)}", "Name a column that is there.", StepFor(field));
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
        string? likely = field switch
        {
            RowSchema.Email => LikelyEmail(map, cells),
            RowSchema.ExternalId => LikelyId(map),
            _ => LikelyName(map),
        };
        return new(
            field,
            $"no column is known to hold {(field switch { RowSchema.Email => "an email address", RowSchema.ExternalId => "an external id", _ => "a name" })}; the columns are {Quoted(map.Columns)}",
            likely is null ? "Name the column that does." : $"Name the column that does; '{Printable.Text(likely)}' looks like it.",
            StepFor(field),
            likely);
    }

    private static NextStep StepFor(string field) => field switch
    {
        RowSchema.Email => NextStep.ChooseEmailColumn,
        RowSchema.ExternalId => NextStep.ChooseExternalIdColumn,
        _ => NextStep.ChooseNameColumn,
    };

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

    private static string? LikelyId(ColumnMap map) =>
        map.Columns.FirstOrDefault(column => ColumnName.Plain(column) is var plain && (plain.EndsWith("id", StringComparison.Ordinal) || plain.EndsWith("number", StringComparison.Ordinal) || plain.EndsWith("key", StringComparison.Ordinal)));

    private static string? LikelyName(ColumnMap map) =>
        map.Columns.FirstOrDefault(column => ColumnName.Plain(column).Contains("name", StringComparison.Ordinal))
        ?? map.Columns.FirstOrDefault(column => ColumnName.Plain(column) is var plain && (plain.Contains("contact", StringComparison.Ordinal) || plain.Contains("person", StringComparison.Ordinal) || plain.Contains("customer", StringComparison.Ordinal)));
}
