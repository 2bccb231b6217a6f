using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>Reads the keys of contacts to look up from rows of any kind. Not thread-safe.</summary>
/// <param name="options">How rows are read.</param>
/// <param name="externalSourceId">The id of the external source, or null if rows have no external ids.</param>
public sealed class ContactKeyReader(RowReadingOptions options, string? externalSourceId)
{
    private readonly RowInput _input = new(options, ErrorId.InvalidContact, mayHaveExternalId: externalSourceId is not null);
    private int? _id;

    /// <summary>The number of rows that were read.</summary>
    public long Count => _input.Count;

    /// <summary>Reads the next row. The key is the external id if a source is specified, otherwise the contact id, otherwise the email address.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="source">The source object of the row, or null if there is none.</param>
    /// <returns>The key, or null if the row is empty.</returns>
    /// <exception cref="ProvisioningException"><see cref="ErrorId.InvalidContact"/>: the row contains no key.</exception>
    /// <exception cref="GenesysException"><see cref="ErrorId.InvalidContact"/>, in the first row: it has no column for a key, so no other row will have one.</exception>
    public ContactKey? Read(ICells cells, object? source = null)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (_input.Next(cells))
        {
            _id = CellReading.FindContactId(cells);
            _input.Missing = MissingColumn.OfContact(_input.Map!, cells, hasEmail: _id is not null, hasExternalId: false, needsExternalId: false);
        }

        if (_input.IsEmpty(cells, source))
        {
            return null;
        }

        _input.ThrowIfUnusable();
        if (externalSourceId is not null && _input.Map!.ExternalId is { } column && InvisibleText.Trim(_input.Text(cells, column, RowSchema.ExternalId)) is { Length: > 0 } externalId)
        {
            return ContactKey.ExternalId(externalId, externalSourceId);
        }

        return _id is { } own && Guid.TryParse(_input.Text(cells, own, RowSchema.Id), out Guid known) ? ContactKey.Id(known.ToString())
            : _input.First(_input.Map!.Emails, cells, RowSchema.Email) is { Length: > 0 } email ? ContactKey.Email(email)
            : throw _input.Error(new(RowSchema.Email, "the row has no contact id, email address, or external id to find the contact by", "Add one of them to the row."));
    }

    /// <summary>Reads text that identifies a contact.</summary>
    /// <param name="text">An id, an email address, or, if a source is specified, an external id.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ProvisioningException"><see cref="ErrorId.InvalidContact"/>: the text is none of these.</exception>
    public ContactKey Read(string text)
    {
        string trimmed = InvisibleText.Trim(text ?? "");
        return Guid.TryParse(trimmed, out Guid id) ? ContactKey.Id(id.ToString())
            : trimmed.Contains('@') ? ContactKey.Email(trimmed)
            : externalSourceId is not null && trimmed.Length > 0 ? ContactKey.ExternalId(trimmed, externalSourceId)
            : throw new RowFault(RowSchema.Id, $"'{Printable.Text(trimmed)}' is neither a contact id nor an email address", "Specify one of them. For external ids, specify their external source.", NextStep.NameExternalSource)
                .ToException(rowNumber: null, ErrorId.InvalidContact);
    }

    /// <summary>Returns the progress.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => _input.ToString();
}
