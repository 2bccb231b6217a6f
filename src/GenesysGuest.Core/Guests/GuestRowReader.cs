using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>Reads input objects as rows of guests, and counts them. Not thread-safe.</summary>
public sealed class GuestRowReader
{
    private readonly RowInput _input;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">How rows are read.</param>
    public GuestRowReader(RowReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _input = new RowInput(options, ErrorId.InvalidGuest, mayHaveExternalId: false);
    }

    /// <summary>The number of rows that were read.</summary>
    public long Count => _input.Count;

    /// <summary>The number of empty rows.</summary>
    public long Empty => _input.Empty;

    /// <summary>The columns that the name was found in, as named in the input. Empty before the first row.</summary>
    public IReadOnlyList<string> NameColumns => _input.Named(_input.Map is null or { Names.Length: > 0 } ? _input.Map?.Names : [.. _input.Map.FirstNames, .. _input.Map.LastNames]);

    /// <summary>The columns that the email address was found in.</summary>
    public IReadOnlyList<string> EmailColumns => _input.Named(_input.Map?.Emails);

    /// <summary>The columns that become attributes.</summary>
    public IReadOnlyList<string> AttributeColumns => _input.Named(_input.Map?.Attributes.Select(column => column.Column));

    /// <summary>Reads the next row.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="source">The source object of the row, which is returned with its outcome.</param>
    /// <param name="name">The name for all rows, or null to use the name in each row.</param>
    /// <param name="email">The email address for all rows, or null to use the address in each row.</param>
    /// <param name="attributes">A table of attributes for all rows, or null to use the attributes in each row.</param>
    /// <returns>The row, or null if it is empty.</returns>
    /// <exception cref="ProvisioningException"><see cref="ErrorId.InvalidGuest"/>: the row is not a valid guest.</exception>
    /// <exception cref="GenesysException"><see cref="ErrorId.InvalidGuest"/>, in the first row: it has no column for a name or an address, so no other row will have one.</exception>
    public GuestRow? Read(ICells cells, object? source = null, string? name = null, string? email = null, object? attributes = null)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (_input.Next(cells))
        {
            _input.Missing = MissingColumn.OfGuest(_input.Map!, cells, name is null, email is null);
        }

        if (name is null && email is null && _input.IsEmpty(cells, source))
        {
            return null;
        }

        _input.ThrowIfUnusable();
        name ??= NameIn(_input.Map!, cells);
        email ??= _input.First(_input.Map!.Emails, cells, RowSchema.Email);
        GuestRequest request = GuestRequest.Create(name, email, Attributes(cells, attributes), out RowFault? fault) ?? throw _input.Error(fault!);
        return new GuestRow(Count, request, source) { Identity = _input.Identity(cells), Kept = _input.Kept(cells) };
    }

    /// <summary>Returns the progress.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => _input.ToString();

    private string NameIn(ColumnMap map, ICells cells)
    {
        if (map.IsNameGiven)
        {
            return _input.Join(map.Names, cells, RowSchema.Name);
        }

        string whole = _input.First(map.Names, cells, RowSchema.Name);
        return whole.Length > 0 ? whole : RowInput.Join([_input.First(map.FirstNames, cells, RowSchema.Name), _input.First(map.LastNames, cells, RowSchema.Name)]);
    }

    private Dictionary<string, string>? Attributes(ICells cells, object? given)
    {
        Dictionary<string, string>? all = null;
        if (_input.Table(RowSchema.CustomAttributes, given, cells) is { } table)
        {
            foreach (KeyValuePair<string, object?> entry in table)
            {
                Add(entry.Key, CellText.From(entry.Value) ?? throw _input.Error(RowFault.NotText(entry.Key)));
            }
        }

        foreach (ColumnMap.Selected selected in _input.Map!.Attributes)
        {
            if (_input.Attribute(selected, cells) is { } text)
            {
                Add(selected.Name, text);
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
                    throw _input.Error(new(name, $"the attributes '{Printable.Text(other)}' and '{Printable.Text(name)}' differ only in case", "Use a unique name for each attribute."));
                }
            }

            all[name] = text;
        }
    }
}
