using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>Reads input objects as rows of contacts, and counts them. Not thread-safe.</summary>
public sealed class ContactRowReader
{
    private readonly ContactSettings _settings;
    private readonly RowInput _input;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">How rows are read.</param>
    /// <param name="settings">The settings for all contacts. Rows with external ids require a source, and rows with custom fields require a schema.</param>
    /// <exception cref="GenesysException"><see cref="ErrorId.ContactSettingInvalid"/>: the options specify columns for custom fields, but the settings specify no schema.</exception>
    public ContactRowReader(RowReadingOptions options, ContactSettings settings)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(settings);
        if (options.AttributeColumn.Count > 0 && settings.Schema is null)
        {
            throw new GenesysException(ErrorId.ContactSettingInvalid, "Columns were specified for custom fields, but no schema was specified. No request was sent.", "Specify the schema.") { NextStep = NextStep.NameSchema };
        }

        _settings = settings;
        _input = new RowInput(options, ErrorId.InvalidContact, mayHaveExternalId: true);
    }

    /// <summary>The number of rows that were read.</summary>
    public long Count => _input.Count;

    /// <summary>The number of empty rows.</summary>
    public long Empty => _input.Empty;

    /// <summary>The columns that the name was found in, as named in the input. Empty before the first row.</summary>
    public IReadOnlyList<string> NameColumns => _input.Named(_input.Map is null ? [] : [.. _input.Map.FirstNames, .. _input.Map.LastNames, .. _input.Map.Names]);

    /// <summary>The columns that the email address was found in.</summary>
    public IReadOnlyList<string> EmailColumns => _input.Named(_input.Map?.Emails);

    /// <summary>The column that the external id was found in, or null if none was found.</summary>
    public string? ExternalIdColumn => _input.Map?.ExternalId is { } column ? _input.Map.Columns[column] : null;

    /// <summary>The columns that become custom fields.</summary>
    public IReadOnlyList<string> AttributeColumns => _input.Named(_input.Map?.Attributes.Where(column => FieldOf(column.Name) is not null).Select(column => column.Column));

    /// <summary>Reads the next row.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="source">The source object of the row, which is returned with its outcome.</param>
    /// <param name="given">The values for all rows, which replace those in the row.</param>
    /// <returns>The row, or null if it is empty.</returns>
    /// <exception cref="ProvisioningException"><see cref="ErrorId.InvalidContact"/>: the row is not a valid contact.</exception>
    /// <exception cref="GenesysException">
    /// <see cref="ErrorId.InvalidContact"/>, in the first row: it has no column to find a contact by, so no other row will have one. <see cref="ErrorId.ContactSettingInvalid"/>:
    /// the row has an external id, but no source was specified.
    /// </exception>
    public ContactRow? Read(ICells cells, object? source = null, ContactValues? given = null)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (_input.Next(cells))
        {
            _input.Missing = MissingColumn.OfContact(_input.Map!, cells, given?.Email is not null, given?.ExternalId is not null, _settings.ExternalSourceId is not null);
        }

        if (given is null or { Email: null, ExternalId: null } && _input.IsEmpty(cells, source))
        {
            return null;
        }

        _input.ThrowIfUnusable();
        ColumnMap map = _input.Map!;
        (string first, string last) = NameIn(map, cells);
        string? externalId = given?.ExternalId ?? (map.ExternalId is { } column ? _input.Text(cells, column, RowSchema.ExternalId) : null);
        if (_settings.ExternalSourceId is null && InvisibleText.Trim(externalId ?? "").Length > 0)
        {
            throw new GenesysException(
                ErrorId.ContactSettingInvalid, $"Row {Count} has the external id '{Printable.Text(externalId!)}', but no external source was specified. This row was not sent.",
                "Specify the source of the ids, or omit the column.") { NextStep = NextStep.NameExternalSource };
        }

        ContactRequest request = ContactRequest.Create(
            given?.FirstName ?? first, given?.LastName ?? last, given?.Email ?? _input.First(map.Emails, cells, RowSchema.Email), externalId, Fields(cells, given?.CustomFields), out RowFault? fault)
            ?? throw _input.Error(fault!);
        return new ContactRow(Count, request, source) { Identity = _input.Identity(cells), Kept = _input.Kept(cells) };
    }

    /// <summary>Returns the progress.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => _input.ToString();

    private (string First, string Last) NameIn(ColumnMap map, ICells cells)
    {
        string first = _input.First(map.FirstNames, cells, RowSchema.FirstName);
        string last = _input.First(map.LastNames, cells, RowSchema.LastName);
        if (first.Length > 0 && last.Length > 0)
        {
            return (first, last);
        }

        // A directory may export the first or the last name in addition to the full name. It shows where to split the full name.
        string whole = map.IsNameGiven ? _input.Join(map.Names, cells, RowSchema.Name) : _input.First(map.Names, cells, RowSchema.Name);
        return whole.Length == 0 || string.Equals(whole, first + last, StringComparison.OrdinalIgnoreCase) ? (first, last)
            : whole.EndsWith($" {last}", StringComparison.OrdinalIgnoreCase) ? (whole[..^(last.Length + 1)], last)
            : whole.StartsWith($"{first} ", StringComparison.OrdinalIgnoreCase) ? (first, whole[(first.Length + 1)..])
            : Split(whole);
    }

    // Both parts are sent, so that together they are the name in the row, regardless of the previous name of the contact.
    // A comma may precede a first name or a title, so a name with a comma is not split.
    private static (string First, string Last) Split(string whole) =>
        whole.Contains(',') || whole.LastIndexOf(' ') is not (> 0 and var space) ? (whole, "") : (whole[..space].TrimEnd(), whole[(space + 1)..]);

    private Dictionary<string, object>? Fields(ICells cells, object? given)
    {
        Dictionary<string, object>? all = null;
        if (_input.Table(RowSchema.CustomFields, given, cells) is { } table)
        {
            foreach (KeyValuePair<string, object?> entry in table)
            {
                Add(entry.Key, CellText.From(entry.Value) ?? throw _input.Error(RowFault.NotText(entry.Key)), isNamed: true);
            }
        }

        foreach (ColumnMap.Selected selected in _input.Map!.Attributes)
        {
            if (_input.Attribute(selected, cells) is { } text)
            {
                Add(selected.Name, text, selected.IsNamed);
            }
        }

        return all;

        void Add(string name, string text, bool isNamed)
        {
            if (FieldOf(name) is { } field)
            {
                all ??= new(StringComparer.Ordinal);
                if (all.ContainsKey(field.Key))
                {
                    throw _input.Error(new(name, $"the field '{Printable.Text(field.Key)}' is specified twice", "Specify each field only once."));
                }

                all[field.Key] = field.Read(text, out RowFault? fault) ?? throw _input.Error(fault!);
            }
            else if (isNamed)
            {
                throw _input.Error(NoField(name));
            }
            else
            {
                _input.WarnOnce(name, $"The column '{Printable.Text(name)}' was omitted: {NoField(name).What}.");
            }
        }
    }

    private ContactField? FieldOf(string name) => _settings.Schema switch
    {
        null => null,
        { Fields.Count: 0 } => new ContactField(name, name, ContactFieldType.Text), // its fields are unknown
        var schema => schema.Fields.FirstOrDefault(field => string.Equals(field.Key, name, StringComparison.Ordinal)) ?? (Alike(schema, name) is [var only] ? only : null),
    };

    private static ContactField[] Alike(ContactSchema schema, string name) => [.. schema.Fields.Where(field => field.IsNamed(name))];

    private RowFault NoField(string name) => _settings.Schema is { } schema
        ? Alike(schema, name) is { Length: > 1 } alike
            ? new(name, $"the schema {schema} has {alike.Length} fields named '{Printable.Text(name)}': {MissingColumn.Quoted([.. alike.Select(field => field.Key)])}", "Use the key of the field as the column name.")
        : new(name, $"the schema {schema} has no field '{Printable.Text(name)}'; its fields are {MissingColumn.Quoted([.. schema.Fields.Select(field => field.Title)])}", "Use the field names of the schema as column names.")
        : new(name, "a custom field belongs to a schema, but no schema was specified", "Specify the schema.", NextStep.NameSchema);
}
