using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>Reads which contacts are to be removed, and counts the rows. Not thread-safe.</summary>
/// <remarks>A row of an import says what was done to its contact. What that import did not create is passed over: an undo removes nobody who was there before.</remarks>
/// <param name="takesAll">Whether contacts are removed whatever an import did to them.</param>
/// <param name="log">Told, once, that rows are passed over for that; null: nobody is.</param>
public sealed class ContactRemovalReader(bool takesAll = false, Action<Diagnostic>? log = null)
{
    private const string Change = "Change";

    private readonly RowInput _input = new(new RowReadingOptions { Log = log }, ErrorId.InvalidContact, mayHaveExternalId: false);
    private int? _id;
    private int? _change;

    /// <summary>How many rows were read.</summary>
    public long Count => _input.Count;

    /// <summary>Reads the next row.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="source">What it was made from, handed back with its outcome.</param>
    /// <param name="id">The contact's id, where it is not in a column; null: it is.</param>
    /// <returns>The row; null: it is empty, or passed over.</returns>
    /// <exception cref="ProvisioningException"><see cref="ErrorId.InvalidContact"/>: it has no contact's id.</exception>
    /// <exception cref="GenesysException">The same, of the first row: it has no column for it, and no other will.</exception>
    public ContactRemovalRow? Read(ICells cells, object? source = null, string? id = null)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (_input.Next(cells))
        {
            _id = CellReading.Find(cells, MissingColumn.Id) ?? CellReading.Find(cells, "ContactId");
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
            id = _input.Text(cells, _id!.Value, MissingColumn.Id);
            if (!takesAll && _change is { } column && !IsCreation(_input.Text(cells, column, Change)))
            {
                _input.Tell(
                    Change, $"Rows are passed over whose contact was there before the import: their column {Change} is not {nameof(ContactChange.Created)}. Row {Count} is the first.");
                return null;
            }
        }

        string text = InvisibleText.Trim(id);
        return Guid.TryParse(text, out Guid known) ? new ContactRemovalRow(Count, known.ToString(), source) : throw _input.Error(new(
            MissingColumn.Id, text.Length == 0 ? "it is empty" : $"'{Printable.Text(text)}' is not the id of a contact", "Give the id that Genesys Cloud gave the contact."));
    }

    /// <summary>How far it has come.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => _input.ToString();

    // A row that does not say is one that somebody put together.
    private static bool IsCreation(string change) =>
        InvisibleText.Trim(change) is var said && (said.Length == 0 || string.Equals(said, nameof(ContactChange.Created), StringComparison.OrdinalIgnoreCase));
}
