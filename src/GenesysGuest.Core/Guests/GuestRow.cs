namespace GenesysGuest;

/// <summary>A row of the input on its way in.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Request">The guest to create.</param>
/// <param name="Source">What the row was made from, handed back with its outcome.</param>
public sealed record GuestRow(long Number, GuestRequest Request, object? Source = null)
{
    /// <summary>Reads a row.</summary>
    /// <param name="number">Counted from 1.</param>
    /// <param name="name">The name that agents see.</param>
    /// <param name="email">The email address.</param>
    /// <param name="attributes">Attributes that were named on purpose: a value that is not text, a number, a date or a truth value is an error.</param>
    /// <param name="columns">Further columns that become attributes: empty cells are left out. A column wins over an attribute of its name.</param>
    /// <param name="source">What the row was made from.</param>
    /// <returns>The row.</returns>
    /// <exception cref="GuestException"><see cref="ErrorId.InvalidGuest"/>, with the row's number and the field at fault.</exception>
    public static GuestRow Read(
        long number,
        string? name,
        string? email,
        IEnumerable<KeyValuePair<string, object?>>? attributes = null,
        IEnumerable<KeyValuePair<string, object?>>? columns = null,
        object? source = null)
    {
        try
        {
            Dictionary<string, string>? all = null;
            foreach (KeyValuePair<string, object?> attribute in attributes ?? [])
            {
                (all ??= new(StringComparer.Ordinal))[attribute.Key] = AttributeText.From(attribute.Value) ?? throw GuestRequest.NotText(attribute.Key);
            }

            foreach (KeyValuePair<string, object?> cell in columns ?? [])
            {
                if (cell.Value is not (null or "" or DBNull))
                {
                    (all ??= new(StringComparer.Ordinal))[cell.Key] = AttributeText.From(cell.Value) ?? throw GuestRequest.NotText(cell.Key);
                }
            }

            return new GuestRow(number, GuestRequest.Of(name, email, all), source);
        }
        catch (GuestException exception)
        {
            exception.RowNumber = number;
            throw;
        }
    }

    /// <summary>The error for a row in which there is no column for what every guest needs: that says more than that the cell is empty.</summary>
    /// <param name="number">Counted from 1.</param>
    /// <param name="field">What it lacks: Name or Email.</param>
    /// <param name="columns">The columns that it has.</param>
    /// <returns>The error, <see cref="ErrorId.InvalidGuest"/>; where the columns look like a file that was split at the wrong character, it says so.</returns>
    public static GuestException NoColumn(long number, string field, IReadOnlyCollection<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        GuestException exception = GuestRequest.NoColumn(field, columns);
        exception.RowNumber = number;
        return exception;
    }
}
