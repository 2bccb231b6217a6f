using System.Text.Json;
using GenesysGuest.Http;

namespace GenesysGuest.Contacts;

/// <summary>Values of custom fields: text, numbers, Booleans.</summary>
internal static class JsonValue
{
    /// <summary>Whether a value can be one.</summary>
    /// <param name="value">The value.</param>
    /// <returns>False also for what is no number.</returns>
    public static bool IsOne(object? value) => value is string or bool or int or long or decimal || (value is double number && !double.IsNaN(number) && !double.IsInfinity(number));

    /// <summary>Writes a value.</summary>
    /// <param name="json">Stands behind its name.</param>
    /// <param name="value">One of the kinds above.</param>
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
    /// <param name="value">A value, or whatever it is.</param>
    /// <returns>Text, a whole number, a number, a Boolean; null: it is none of these.</returns>
    public static object? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out long whole) ? whole : value.TryGetDecimal(out decimal number) ? number : value.GetRawText(),
        _ => value.Text(),
    };
}
