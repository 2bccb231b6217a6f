using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>Reads from rows of any kind which contacts are looked up. Not thread-safe.</summary>
/// <param name="options">How rows are read.</param>
/// <param name="externalSourceId">The id of the source that external ids are from; null: rows have none.</param>
public sealed class ContactKeyReader(RowReadingOptions options, string? externalSourceId)
{
    private readonly RowInput _input = new(options, ErrorId.InvalidContact, mayHaveExternalId: externalSourceId is not null);

    /// <summary>How many rows were read.</summary>
    public long Count => _input.Count;

    /// <summary>Reads the next row: by its external id, if there is a source; else by the contact's id; else by the email address.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="source">What it was made from; null: nothing at all.</param>
    /// <returns>The key; null: the row is empty.</returns>
    /// <exception cref="ProvisioningException"><see cref="ErrorId.InvalidContact"/>: there is nothing to find a contact by.</exception>
    /// <exception cref="GenesysException">The same, of the first row: it has no column for it, and no other will.</exception>
    public ContactKey? Read(ICells cells, object? source = null)
    {
        ArgumentNullException.ThrowIfNull(cells);
        int? id = CellReading.Find(cells, MissingColumn.Id) ?? CellReading.Find(cells, "ContactId");
        if (_input.Next(cells))
        {
            _input.Missing = MissingColumn.OfContact(_input.Map!, cells, hasEmail: id is not null, hasExternalId: false, needsExternalId: false);
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

        return id is { } own && Guid.TryParse(_input.Text(cells, own, MissingColumn.Id), out Guid known) ? ContactKey.Id(known.ToString())
            : _input.First(_input.Map!.Emails, cells, RowSchema.Email) is { Length: > 0 } email ? ContactKey.Email(email)
            : throw _input.Error(new(RowSchema.Email, "there is no contact's id, no email address and no external id to find the contact by", "Give the row one of them."));
    }

    /// <summary>Reads a text that stands for a contact.</summary>
    /// <param name="text">An id, an email address, or an external id if there is a source.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ProvisioningException"><see cref="ErrorId.InvalidContact"/>: it is none of these.</exception>
    public ContactKey Read(string text)
    {
        string trimmed = InvisibleText.Trim(text ?? "");
        return Guid.TryParse(trimmed, out Guid id) ? ContactKey.Id(id.ToString())
            : trimmed.Contains('@') ? ContactKey.Email(trimmed)
            : externalSourceId is not null && trimmed.Length > 0 ? ContactKey.ExternalId(trimmed, externalSourceId)
            : throw new RowFault(MissingColumn.Id, $"'{Printable.Text(trimmed)}' is neither the id of a contact nor an email address", "Give one of them; for external ids, name their source.", NextStep.NameExternalSource)
                .ToException(rowNumber: null, ErrorId.InvalidContact);
    }

    /// <summary>How far it has come.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => _input.ToString();
}
