using System.Collections;
using System.Net.Mail;

namespace GenesysGuest.Rows;

/// <summary>Reads the value of a cell as text.</summary>
internal static class CellReading
{
    private const int Deepest = 4;

    /// <summary>Reads a value.</summary>
    /// <param name="value">Text, a number, a date, an address, or a list with one such element.</param>
    /// <param name="cells">The row, which recognizes its tables.</param>
    /// <param name="fault">The type of a value that is not text, to follow "contains", or null if the value is text.</param>
    /// <returns>The text, or an empty string if the cell is empty.</returns>
    public static string Text(object? value, ICells cells, out string? fault)
    {
        fault = null;
        for (int depth = 0; depth < Deepest; depth++)
        {
            switch (value)
            {
                case string text:
                    return text;
                case null or DBNull:
                    return "";
                case MailAddress address:
                    return address.Address;
                case ICollection { Count: 0 } and not IDictionary:
                    return "";
                case ICollection { Count: 1 } list and not IDictionary:
                    value = list.Cast<object?>().First();
                    continue;
                case ICollection list and not IDictionary:
                    fault = $"a list of {list.Count} values";
                    return "";
            }

            if (cells.TableIn(value) is null && CellText.From(value) is { } plain)
            {
                return plain;
            }

            break;
        }

        fault = "an object that cannot be converted to text";
        return "";
    }

    /// <summary>Finds the column that contains the ids of contacts.</summary>
    /// <param name="cells">The row.</param>
    /// <returns>The index of the column, or null if it was not found.</returns>
    public static int? FindContactId(ICells cells) => Find(cells, RowSchema.Id) ?? Find(cells, RowSchema.ContactId);

    /// <summary>Finds a column by its name.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="name">The name. Case, spaces, and punctuation are ignored.</param>
    /// <returns>The index of the column, or null if it was not found.</returns>
    public static int? Find(ICells cells, string name)
    {
        string plain = ColumnName.Plain(name);
        for (int column = 0; column < cells.Count; column++)
        {
            if (string.Equals(ColumnName.Plain(cells.NameOf(column)), plain, StringComparison.Ordinal))
            {
                return column;
            }
        }

        return null;
    }
}
