using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>Reads which contacts are to be removed, and counts the rows. Not thread-safe.</summary>
/// <remarks>A row of an import says what was done to its contact. What that import did not create is passed over: an undo removes nobody who was there before.</remarks>
/// <param name="takesAll">Whether contacts are removed whatever an import did to them.</param>
/// <param name="log">Told, once, that rows are passed over for that; null: nobody is.</param>
public sealed class ContactRemovalReader(bool takesAll = false, Action<Diagnostic>? log = null)
{
    private const string Id = "Id";
    private const string ContactId = "ContactId";
    private const string Change = "Change";

    private bool _isTold;

    /// <summary>How many rows were read.</summary>
    public long Count { get; private set; }

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
        Count++;
        if (id is null && cells.Count == 0 && source is null)
        {
            return null;
        }

        string text = InvisibleText.Trim(id ?? Text(cells, Id) ?? Text(cells, ContactId) ?? throw NoColumn(cells));
        string change = id is null ? Text(cells, Change)?.Trim() ?? "" : "";
        if (!takesAll && change.Length > 0 && !string.Equals(change, nameof(ContactChange.Created), StringComparison.OrdinalIgnoreCase))
        {
            Tell();
            return null;
        }

        return Guid.TryParse(text, out Guid known) ? new ContactRemovalRow(Count, known.ToString(), source)
            : throw Error(Id, text.Length == 0 ? "it is empty" : $"'{Printable.Text(text)}' is not the id of a contact", "Give the id that Genesys Cloud gave the contact.");
    }

    /// <summary>How far it has come.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FormattableString.Invariant($"{Count} rows");

    private string? Text(ICells cells, string name)
    {
        if (CellReading.Find(cells, name) is not { } column)
        {
            return null;
        }

        try
        {
            string text = CellReading.Text(cells.ValueOf(column), cells, out string? fault);
            return fault is null ? text : throw Error(name, $"the column holds {fault}", "Give text.");
        }
        catch (InvalidOperationException exception)
        {
            throw Error(name, $"the column cannot be read: {exception.Message}", "Correct the row.");
        }
    }

    private GenesysException NoColumn(ICells cells)
    {
        const string remedy = "Give the ids of contacts, or rows that have them in a column Id.";
        string what = $"there is no column of this name; the columns are {MissingColumn.Quoted([.. Enumerable.Range(0, cells.Count).Select(cells.NameOf)])}";
        return Count == 1 ? new GenesysException(ErrorId.InvalidContact, $"{Id}: {what}. That is row 1; nothing was sent.", remedy) : Error(Id, what, remedy);
    }

    private ProvisioningException Error(string field, string what, string remedy) => new RowFault(field, what, remedy).ToException(Count, ErrorId.InvalidContact);

    private void Tell()
    {
        if (!_isTold)
        {
            _isTold = true;
            log?.Invoke(new(DiagnosticLevel.Warning, $"Rows are passed over whose contact was there before the import: their column {Change} is not {nameof(ContactChange.Created)}. Row {Count} is the first."));
        }
    }
}
