using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>Turns what people have into rows of contacts, and counts them. Not thread-safe.</summary>
public sealed class ContactRowReader
{
    private readonly ContactSettings _settings;
    private readonly RowInput _input;

    /// <summary>Prepares to read.</summary>
    /// <param name="options">How rows are read.</param>
    /// <param name="settings">What the contacts refer to: rows with external ids need a source, those with custom fields a schema.</param>
    /// <exception cref="GenesysException"><see cref="ErrorId.ContactSettingInvalid"/>: there are columns of custom fields, and no schema.</exception>
    public ContactRowReader(RowReadingOptions options, ContactSettings settings)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(settings);
        if (options.AttributeColumn.Count > 0 && settings.Schema is null)
        {
            throw new GenesysException(ErrorId.ContactSettingInvalid, "Columns become custom fields of a schema, and no schema was named. Nothing was sent.", "Name the schema.") { NextStep = NextStep.NameSchema };
        }

        _settings = settings;
        _input = new RowInput(options, ErrorId.InvalidContact, mayHaveExternalId: true);
    }

    /// <summary>How many rows were read.</summary>
    public long Count => _input.Count;

    /// <summary>How many of them were empty.</summary>
    public long Empty => _input.Empty;

    /// <summary>Where the name was found: the columns, as they stand there; empty before the first row.</summary>
    public IReadOnlyList<string> NameColumns => _input.Named(_input.Map is null ? [] : [.. _input.Map.FirstNames, .. _input.Map.LastNames, .. _input.Map.Names]);

    /// <summary>Where the email address was found.</summary>
    public IReadOnlyList<string> EmailColumns => _input.Named(_input.Map?.Emails);

    /// <summary>Where the external id was found; null: nowhere.</summary>
    public string? ExternalIdColumn => _input.Map?.ExternalId is { } column ? _input.Map.Columns[column] : null;

    /// <summary>Which columns become custom fields.</summary>
    public IReadOnlyList<string> AttributeColumns => _input.Named(_input.Map?.Attributes.Where(column => FieldOf(column.Name) is not null).Select(column => column.Column));

    /// <summary>Reads the next row.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="source">What it was made from, handed back with its outcome.</param>
    /// <param name="given">What is the same for every row, in place of the row's own.</param>
    /// <returns>The row; null: it is empty.</returns>
    /// <exception cref="ProvisioningException"><see cref="ErrorId.InvalidContact"/>: the row is not a contact.</exception>
    /// <exception cref="GenesysException">
    /// <see cref="ErrorId.InvalidContact"/>, of the first row: it has no column for what a contact is found by, and no other will; <see cref="ErrorId.ContactSettingInvalid"/>:
    /// it has an external id, and no source was named.
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
                ErrorId.ContactSettingInvalid, $"Row {Count} has the external id '{Printable.Text(externalId!)}', and no external source was named. This row was not sent.",
                "Name the source that the ids are from, or leave the column out.") { NextStep = NextStep.NameExternalSource };
        }

        ContactRequest request = ContactRequest.Create(
            given?.FirstName ?? first, given?.LastName ?? last, given?.Email ?? _input.First(map.Emails, cells, RowSchema.Email), externalId, Fields(cells, given?.CustomFields), out RowFault? fault)
            ?? throw _input.Error(fault!);
        return new ContactRow(Count, request, source) { Identity = _input.Identity(cells), Kept = _input.Kept(cells) };
    }

    /// <summary>How far it has come.</summary>
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

        // A directory may have one of the two beside the whole: it says where the whole is to be split.
        string whole = map.IsNameGiven ? _input.Join(map.Names, cells, RowSchema.Name) : _input.First(map.Names, cells, RowSchema.Name);
        return whole.Length == 0 || string.Equals(whole, first + last, StringComparison.OrdinalIgnoreCase) ? (first, last)
            : last.Length > 0 && whole.EndsWith($" {last}", StringComparison.OrdinalIgnoreCase) ? (whole[..^(last.Length + 1)], last)
            : first.Length > 0 && whole.StartsWith($"{first} ", StringComparison.OrdinalIgnoreCase) ? (first, whole[(first.Length + 1)..])
            : Split(whole);
    }

    // At the last space: put together again, the two are what the row says, whatever the contact was called before.
    // A comma may stand before a first name or before a title; such a name is left whole.
    private static (string First, string Last) Split(string whole) =>
        whole.Contains(',') || whole.LastIndexOf(' ') is not (> 0 and var space) ? (whole, "") : (whole[..space].TrimEnd(), whole[(space + 1)..]);

    private Dictionary<string, object>? Fields(ICells cells, object? given)
    {
        Dictionary<string, object>? all = null;
        if (_input.Table(given, cells) is { } table)
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
                    throw _input.Error(new(name, $"the field '{Printable.Text(field.Key)}' is given twice", "Give each field once."));
                }

                all[field.Key] = field.Read(text, out RowFault? fault) ?? throw _input.Error(fault!);
            }
            else if (isNamed)
            {
                throw _input.Error(NoField(name));
            }
            else
            {
                _input.Tell(name, $"The column '{Printable.Text(name)}' was left out: {NoField(name).What}.");
            }
        }
    }

    private ContactField? FieldOf(string name) => _settings.Schema switch
    {
        null => null,
        { Fields.Count: 0 } => new ContactField(name, name, ContactFieldType.Text), // what it has is not known
        var schema => schema.Fields.FirstOrDefault(field => string.Equals(field.Key, name, StringComparison.Ordinal)) ?? (Alike(schema, name) is [var only] ? only : null),
    };

    private static ContactField[] Alike(ContactSchema schema, string name) => [.. schema.Fields.Where(field => field.IsNamed(name))];

    private RowFault NoField(string name) => _settings.Schema is { } schema
        ? Alike(schema, name) is { Length: > 1 } alike
            ? new(name, $"the schema {schema} has {alike.Length} fields of the name '{Printable.Text(name)}': {MissingColumn.Quoted([.. alike.Select(field => field.Key)])}", "Name the column as the key of the field.")
        : new(name, $"the schema {schema} has no field '{Printable.Text(name)}'; its fields are {MissingColumn.Quoted([.. schema.Fields.Select(field => field.Title)])}", "Name columns as the schema names its fields.")
        : new(name, "a custom field belongs to a schema, and no schema was named", "Name the schema.", NextStep.NameSchema);
}
