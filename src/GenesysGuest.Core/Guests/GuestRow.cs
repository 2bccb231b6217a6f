using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>An input row for a guest.</summary>
/// <param name="Number">The number of the row, starting at 1. It must be unique in a run, because results are matched by it.</param>
/// <param name="Request">The guest to create.</param>
/// <param name="Source">The source object of the row, which is returned with its outcome.</param>
public sealed record GuestRow(long Number, GuestRequest Request, object? Source = null) : ProvisioningRow(Number, Source)
{
    /// <summary>Reads a row.</summary>
    /// <param name="number">The number of the row, starting at 1.</param>
    /// <param name="name">The name that agents see.</param>
    /// <param name="email">The email address.</param>
    /// <param name="attributes">The attributes. A value that is not text, a number, a date, or a Boolean is an error.</param>
    /// <param name="columns">Columns that also become attributes. Empty cells are omitted. A column takes precedence over an attribute with the same name.</param>
    /// <param name="source">The source object of the row.</param>
    /// <returns>The row.</returns>
    /// <exception cref="ProvisioningException"><see cref="ErrorId.InvalidGuest"/>, with the number of the row and the invalid field.</exception>
    public static GuestRow Read(
        long number,
        string? name,
        string? email,
        IEnumerable<KeyValuePair<string, object?>>? attributes = null,
        IEnumerable<KeyValuePair<string, object?>>? columns = null,
        object? source = null)
    {
        Dictionary<string, string>? all = null;
        foreach (KeyValuePair<string, object?> attribute in attributes ?? [])
        {
            Add(attribute);
        }

        foreach (KeyValuePair<string, object?> cell in columns ?? [])
        {
            if (cell.Value is not (null or "" or DBNull))
            {
                Add(cell);
            }
        }

        return new GuestRow(number, GuestRequest.Create(name, email, all, out RowFault? fault) ?? throw fault!.ToException(number), source);

        void Add(KeyValuePair<string, object?> attribute) =>
            (all ??= new(StringComparer.Ordinal))[attribute.Key] = CellText.From(attribute.Value) ?? throw RowFault.NotText(attribute.Key).ToException(number);
    }

    /// <summary>Identifies the guest.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Request.ToString();
}
