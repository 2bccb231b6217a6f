using System.Text.Json;
using GenesysGuest.Http;

namespace GenesysGuest.Contacts;

/// <summary>Values of custom fields: text, numbers, and Booleans.</summary>
internal static class JsonValue
{
    /// <summary>Whether a value is valid for a custom field.</summary>
    /// <param name="value">The value.</param>
    /// <returns>False for NaN and infinity.</returns>
    public static bool IsOne(object? value) => value is string or bool or int or long or decimal || (value is double number && !double.IsNaN(number) && !double.IsInfinity(number));

    /// <summary>Writes a value.</summary>
    /// <param name="json">The writer, positioned after the property name.</param>
    /// <param name="value">A value of one of these types.</param>
    public static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case bool truth: json.WriteBooleanValue(truth); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            default: json.WriteStringValue((string)value); break;
        }
    }

    /// <summary>Reads a value.</summary>
    /// <param name="value">A value, or any other JSON.</param>
    /// <returns>Text, a whole number, a number, or a Boolean. Null for all other JSON.</returns>
    public static object? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out long whole) ? whole : value.TryGetDecimal(out decimal number) ? number : value.GetRawText(),
        _ => value.Text(),
    };
}
