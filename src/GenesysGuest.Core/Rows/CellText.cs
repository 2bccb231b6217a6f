using System.Globalization;

namespace GenesysGuest;

/// <summary>Converts values to the text of an attribute, regardless of the culture.</summary>
public static class CellText
{
    /// <summary>Converts a value to text.</summary>
    /// <param name="value">Text, a number, a date, a Boolean, or null.</param>
    /// <returns>The text, with dates in ISO 8601. Null for null and for values without a text representation (arrays, tables, objects).</returns>
    public static string? From(object? value) => value switch
    {
        null => null,
        string text => text,
        bool truth => truth ? "true" : "false",
        char c => c.ToString(),
        DateTime date => date.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        DateTimeOffset date => date.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
#if !NETSTANDARD2_0
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
#endif
        Uri address => address.OriginalString,
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable formattable when value.GetType().IsValueType => formattable.ToString(null, CultureInfo.InvariantCulture),
        Version version => version.ToString(),
        _ => null,
    };
}
