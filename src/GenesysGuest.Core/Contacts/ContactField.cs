using System.Globalization;
using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>A custom field of a schema.</summary>
/// <param name="Key">What it is called in a contact: <c>tier_text</c>.</param>
/// <param name="Title">What people call it: Tier.</param>
/// <param name="Type">What it holds.</param>
public sealed record ContactField(string Key, string Title, ContactFieldType Type)
{
    private static readonly string[] True = ["true", "yes", "1"];
    private static readonly string[] False = ["false", "no", "0"];

    /// <summary>Which field it is.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text(Title);

    /// <summary>Whether a column is meant for this field.</summary>
    /// <param name="column">The column's name.</param>
    /// <returns>Whether it is the field's title or key; case, spaces and punctuation do not count.</returns>
    internal bool IsNamed(string column) =>
        ColumnName.Plain(column) is var plain && (string.Equals(plain, ColumnName.Plain(Title), StringComparison.Ordinal) || string.Equals(plain, ColumnName.Plain(Key), StringComparison.Ordinal));

    /// <summary>Reads a text as a value of the field. What can be read in two ways is refused: nobody knows whether 1,234 has thousands.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fault">What is wrong with it; null: nothing.</param>
    /// <returns>The value; null: it has none.</returns>
    internal object? Read(string text, out RowFault? fault)
    {
        object? value = Type switch
        {
            ContactFieldType.WholeNumber => long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole : null,
            ContactFieldType.Number => Number(text.Trim()),
            ContactFieldType.Boolean => Is(text, True) ? true : Is(text, False) ? false : null,
            _ => text,
        };
        fault = value is not null ? null : Type == ContactFieldType.Boolean
            ? new(Title, $"'{Printable.Text(text)}' is neither true nor false", "Write true or false, yes or no, 1 or 0.")
            : new(Title, $"'{Printable.Text(text)}' is not {(Type == ContactFieldType.WholeNumber ? "a whole number" : "a number")}", "Write it in digits, with a point before decimals and nothing between thousands.");
        return value;
    }

    private static bool Is(string text, string[] words) => words.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase);

    private static object? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole
        : decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) ? number
        : null;
}
