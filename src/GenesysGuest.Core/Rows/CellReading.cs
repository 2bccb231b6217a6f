using System.Collections;
using System.Net.Mail;

namespace GenesysGuest.Rows;

/// <summary>What stands in a cell, as text. What has no text of its own is not made into one.</summary>
internal static class CellReading
{
    private const int Deepest = 4;

    /// <summary>Reads a value.</summary>
    /// <param name="value">The value: text, a number, a date, an address; a list of one is its element.</param>
    /// <param name="cells">The row, which knows its tables.</param>
    /// <param name="fault">What it is instead of text, to follow "holds"; null: nothing.</param>
    /// <returns>The text; empty where there is nothing.</returns>
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

        fault = "an object, which has no text of its own";
        return "";
    }

    /// <summary>Finds a column by its name.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="name">The name; case, spaces and punctuation do not count.</param>
    /// <returns>Which it is; null: there is none.</returns>
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
