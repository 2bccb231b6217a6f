using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>A row of the input on its way to become a guest.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Request">The guest to create.</param>
/// <param name="Source">What the row was made from, handed back with its outcome.</param>
public sealed record GuestRow(long Number, GuestRequest Request, object? Source = null) : ProvisioningRow(Number, Source)
{
    /// <summary>Reads a row.</summary>
    /// <param name="number">Counted from 1.</param>
    /// <param name="name">The name that agents see.</param>
    /// <param name="email">The email address.</param>
    /// <param name="attributes">Attributes that were named on purpose: a value that is not text, a number, a date or a Boolean is an error.</param>
    /// <param name="columns">Further columns that become attributes: empty cells are left out. A column wins over an attribute of its name.</param>
    /// <param name="source">What the row was made from.</param>
    /// <returns>The row.</returns>
    /// <exception cref="ProvisioningException"><see cref="ErrorId.InvalidGuest"/>, with the row's number and the field at fault.</exception>
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

    /// <summary>Who it is.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Request.ToString();
}
