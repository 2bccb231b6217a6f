namespace GenesysGuest.Rows;

/// <summary>A required column that a row lacks: what the row contains instead, and how to fix it.</summary>
/// <param name="Field">The missing field.</param>
/// <param name="What">What the row contains.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="NextStep">The kind of step that the remedy asks for.</param>
/// <param name="Argument">The argument of the step.</param>
internal sealed record MissingColumn(string Field, string What, string Remedy, NextStep NextStep, string? Argument = null)
{
    private const int MostShown = 30;

    /// <summary>Checks the columns of a guest.</summary>
    /// <param name="map">The columns that were found.</param>
    /// <param name="cells">A row.</param>
    /// <param name="needsName">Whether the row must contain the name.</param>
    /// <param name="needsEmail">Whether the row must contain the email address.</param>
    /// <returns>The missing column, or null if none is missing.</returns>
    public static MissingColumn? OfGuest(ColumnMap map, ICells cells, bool needsName, bool needsEmail)
    {
        string? field = needsEmail && map.Emails.Length == 0 ? RowSchema.Email : needsName && !map.HasName ? RowSchema.Name : null;
        return Misencoded(map) ?? UnlessMisread(
            map,
            (needsName && map.IsNameGiven ? Named(map, RowSchema.Name, nameof(RowReadingOptions.NameColumn)) : null)
            ?? (needsEmail ? Named(map, RowSchema.Email, nameof(RowReadingOptions.EmailColumn)) : null)
            ?? (field is null ? null : Unknown(map, cells, field)));
    }

    /// <summary>Checks the columns of a contact, which must contain a value to find the contact by.</summary>
    /// <param name="map">The columns that were found.</param>
    /// <param name="cells">A row.</param>
    /// <param name="hasEmail">Whether the email address is specified for all rows.</param>
    /// <param name="hasExternalId">Whether the external id is specified for all rows.</param>
    /// <param name="needsExternalId">Whether rows must contain external ids, because their source was specified.</param>
    /// <returns>The missing column, or null if none is missing.</returns>
    public static MissingColumn? OfContact(ColumnMap map, ICells cells, bool hasEmail, bool hasExternalId, bool needsExternalId)
    {
        bool lacksId = !hasExternalId && map.ExternalId is null;
        string? field = lacksId && needsExternalId ? RowSchema.ExternalId : lacksId && !hasEmail && map.Emails.Length == 0 ? RowSchema.Email : null;
        return Misencoded(map) ?? UnlessMisread(
            map,
            Named(map, RowSchema.Name, nameof(RowReadingOptions.NameColumn))
            ?? (hasEmail ? null : Named(map, RowSchema.Email, nameof(RowReadingOptions.EmailColumn)))
            ?? (hasExternalId ? null : Named(map, RowSchema.ExternalId, nameof(RowReadingOptions.ExternalIdColumn)))
            ?? (field is null ? null : Unknown(map, cells, field)));
    }

    /// <summary>Checks the column of a contact to remove.</summary>
    /// <param name="map">The columns that were found.</param>
    /// <param name="hasId">Whether a column for the contact id was found.</param>
    /// <returns>The missing column, or null if none is missing.</returns>
    public static MissingColumn? OfRemoval(ColumnMap map, bool hasId) => Misencoded(map) ?? UnlessMisread(map, hasId ? null : new(
        RowSchema.Id, $"the column was not found; the columns are {Quoted(map.Columns)}", "Specify contact ids, or rows with a column named Id.", NextStep.None));

    /// <summary>Lists column names in quotes, so that stray spaces and marks are visible.</summary>
    /// <param name="columns">The names.</param>
    /// <returns>The first thirty names.</returns>
    public static string Quoted(IReadOnlyList<string> columns) =>
        columns.Count == 0 ? "none"
        : string.Join(", ", columns.Take(MostShown).Select(column => Printable.Text($"'{column}'"))) + (columns.Count > MostShown ? $" and {columns.Count - MostShown} more" : "");

    /// <summary>Creates the error that ends the run, because no other row has the column either. In the wrong encoding, even the line ends are wrong, so the number of the row is omitted.</summary>
    /// <param name="row">The number of the row, starting at 1.</param>
    /// <param name="errorId">The target's error id for invalid rows.</param>
    /// <returns>The error.</returns>
    public GenesysException ToEnd(long row, ErrorId errorId) => new(errorId, $"{Field}: {What}. {(NextStep == NextStep.ReadWithEncoding ? "" : $"The error is in row {row}. ")}No request was sent.", Remedy)
    {
        NextStep = NextStep,
        NextStepArgument = Argument,
    };

    /// <summary>Creates the error of a single row, when other rows have the column.</summary>
    /// <param name="row">The number of the row, starting at 1.</param>
    /// <param name="errorId">The target's error id for invalid rows.</param>
    /// <returns>The error.</returns>
    public ProvisioningException ToException(long row, ErrorId errorId) => new RowFault(Field, What, Remedy, NextStep, Argument).ToException(row, errorId);

    private static MissingColumn? Misencoded(ColumnMap map) => map.Columns.Any(column => column.Contains('\0'))
        ? new(RowSchema.Name, "the column names contain null characters, because the file is UTF-16 without a byte order mark", "Read the file with the correct encoding.", NextStep.ReadWithEncoding, "unicode")
        : null;

    // A column that was specified and does not exist.
    private static MissingColumn? Named(ColumnMap map, string field, string parameter)
    {
        string? name = map.Missing.Where(missing => string.Equals(missing.Parameter, parameter, StringComparison.Ordinal)).Select(missing => missing.Name).FirstOrDefault();
        return name is null ? null : new(field, $"the column '{Printable.Text(name)}' was not found; the columns are {Quoted(map.Columns)}", "Specify an existing column.", StepFor(field));
    }

    // If the input was read incorrectly, no column of it can be found, and specifying other columns does not help.
    private static MissingColumn? UnlessMisread(ColumnMap map, MissingColumn? missing) => missing is null ? null : Misread(map.Columns, missing.Field) ?? missing;

    // Recognizes text and files that were not read as rows, and a file that was read with the wrong delimiter or first line.
    private static MissingColumn? Misread(IReadOnlyList<string> columns, string field)
    {
        if (columns.Count == 0)
        {
            return new(field, "the row has no columns; text and files are not rows", "Use objects with properties, or hashtables.", NextStep.ReadRows);
        }

        if (columns.Count == 1 && columns[0] is { Length: 5 } mark && mark.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            return new(
                field, $"the file begins with the line '{mark}', which only spreadsheet programs understand", "Skip this line when you read the file.", NextStep.ReadAfterFirstLine,
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
            $"no column for {(field switch { RowSchema.Email => "the email address", RowSchema.ExternalId => "the external id", _ => "the name" })} was found; the columns are {Quoted(map.Columns)}",
            likely is null ? "Specify the column." : $"Specify the column. It may be '{Printable.Text(likely)}'.",
            StepFor(field),
            likely);
    }

    private static NextStep StepFor(string field) => field switch
    {
        RowSchema.Email => NextStep.ChooseEmailColumn,
        RowSchema.ExternalId => NextStep.ChooseExternalIdColumn,
        _ => NextStep.ChooseNameColumn,
    };

    // The content is a better indicator than the column name.
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
                // A value that cannot be read is not an address.
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
