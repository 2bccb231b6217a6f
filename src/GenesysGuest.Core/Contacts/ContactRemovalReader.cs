using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>Reads the contacts to remove, and counts the rows. Not thread-safe.</summary>
/// <remarks>A result of an import states the change that was made to its contact. Contacts that the import did not create are skipped. Therefore, undoing an import does not remove contacts that existed before it.</remarks>
/// <param name="takesAll">Whether to remove contacts regardless of the change that an import made to them.</param>
/// <param name="log">Receives one warning if rows are skipped for this reason. If null, the warning is discarded.</param>
public sealed class ContactRemovalReader(bool takesAll = false, Action<Diagnostic>? log = null)
{
    private const string Change = "Change";

    private readonly RowInput _input = new(new RowReadingOptions { Log = log }, ErrorId.InvalidContact, mayHaveExternalId: false);
    private int? _id;
    private int? _change;

    /// <summary>The number of rows that were read.</summary>
    public long Count => _input.Count;

    /// <summary>Reads the next row.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="source">The source object of the row, which is returned with its outcome.</param>
    /// <param name="id">The id of the contact, or null if it is in a column.</param>
    /// <returns>The row, or null if it is empty or skipped.</returns>
    /// <exception cref="ProvisioningException"><see cref="ErrorId.InvalidContact"/>: the row has no contact id.</exception>
    /// <exception cref="GenesysException"><see cref="ErrorId.InvalidContact"/>, in the first row: it has no column for the id, so no other row will have one.</exception>
    public ContactRemovalRow? Read(ICells cells, object? source = null, string? id = null)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (_input.Next(cells))
        {
            _id = CellReading.FindContactId(cells);
            _change = CellReading.Find(cells, Change);
            _input.Missing = MissingColumn.OfRemoval(_input.Map!, hasId: _id is not null);
        }

        if (id is null)
        {
            if (_input.IsEmpty(cells, source))
            {
                return null;
            }

            _input.ThrowIfUnusable();
            id = _input.Text(cells, _id!.Value, RowSchema.Id);
            if (!takesAll && _change is { } column && !IsCreation(_input.Text(cells, column, Change)))
            {
                _input.WarnOnce(
                    Change, $"Rows whose contact existed before the import are skipped. In these rows, the column {Change} is not {nameof(ContactChange.Created)}. The first is row {Count}.");
                return null;
            }
        }

        string text = InvisibleText.Trim(id);
        return Guid.TryParse(text, out Guid known) ? new ContactRemovalRow(Count, known.ToString(), source) : throw _input.Error(new(
            RowSchema.Id, text.Length == 0 ? "the value is empty" : $"'{Printable.Text(text)}' is not a contact id", "Specify the id that Genesys Cloud assigned to the contact."));
    }

    /// <summary>Returns the progress.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => _input.ToString();

    // A row without a change is not the result of an import.
    private static bool IsCreation(string change) =>
        InvisibleText.Trim(change) is var said && (said.Length == 0 || string.Equals(said, nameof(ContactChange.Created), StringComparison.OrdinalIgnoreCase));
}
