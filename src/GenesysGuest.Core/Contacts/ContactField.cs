using System.Globalization;
using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>A custom field of a schema.</summary>
/// <param name="Key">The name in the JSON of a contact, such as <c>tier_text</c>.</param>
/// <param name="Title">The display name, such as Tier.</param>
/// <param name="Type">The type of the values.</param>
public sealed record ContactField(string Key, string Title, ContactFieldType Type)
{
    private static readonly string[] True = ["true", "yes", "1"];
    private static readonly string[] False = ["false", "no", "0"];

    /// <summary>Identifies the field.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text(Title);

    /// <summary>Whether a column contains this field.</summary>
    /// <param name="column">The name of the column.</param>
    /// <returns>Whether the name is the title or the key of the field. Case, spaces, and punctuation are ignored.</returns>
    internal bool IsNamed(string column) =>
        ColumnName.Plain(column) is var plain && (string.Equals(plain, ColumnName.Plain(Title), StringComparison.Ordinal) || string.Equals(plain, ColumnName.Plain(Key), StringComparison.Ordinal));

    /// <summary>Reads text as a value of the field. Rejects ambiguous text such as 1,234, in which the comma may separate thousands or decimals.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fault">The fault, or null if the text is valid.</param>
    /// <returns>The value, or null if the text is invalid.</returns>
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
            ? new(Title, $"'{Printable.Text(text)}' is neither true nor false", "Use true or false, yes or no, 1 or 0.")
            : new(Title, $"'{Printable.Text(text)}' is not {(Type == ContactFieldType.WholeNumber ? "a whole number" : "a number")}", "Use digits, with a period as the decimal separator and no thousands separators.");
        return value;
    }

    private static bool Is(string text, string[] words) => words.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase);

    private static object? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole
        : decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) ? number
        : null;
}
