using System.Text.Json;

namespace GenesysGuest.Http;

/// <summary>Reads JSON that may be anything, such as a gateway's page: what is missing, or is of another kind, is nothing.</summary>
internal static class LenientJson
{
    /// <summary>Reads a whole answer.</summary>
    /// <typeparam name="T">What is read from it.</typeparam>
    /// <param name="response">The answer.</param>
    /// <param name="read">Reads it, from its root.</param>
    /// <returns>What was read; null: the answer is not JSON, or was not read to its end.</returns>
    public static T? Read<T>(Response response, Func<JsonElement, T?> read)
        where T : class
    {
        if (response.Completeness == BodyCompleteness.TooLong)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(response.Body);
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A member of an object.</summary>
    /// <param name="holder">The object, or whatever it is.</param>
    /// <param name="name">The member's name.</param>
    /// <returns>The member; undefined: there is none.</returns>
    public static JsonElement Member(this JsonElement holder, string name)
    {
        try
        {
            return holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out JsonElement member) ? member : default;
        }
        catch (InvalidOperationException)
        {
            return holder.Members().LastOrDefault(member => string.Equals(member.Name, name, StringComparison.Ordinal)).Value; // another member's name is no text
        }
    }

    /// <summary>The members of an object.</summary>
    /// <param name="holder">The object, or whatever it is.</param>
    /// <returns>Those whose names are text.</returns>
    public static IEnumerable<(string Name, JsonElement Value)> Members(this JsonElement holder)
    {
        if (holder.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (JsonProperty member in holder.EnumerateObject())
        {
            if (NameOf(member) is { } name)
            {
                yield return (name, member.Value);
            }
        }
    }

    /// <summary>The elements of an array.</summary>
    /// <param name="array">The array, or whatever it is.</param>
    /// <returns>None where it is no array.</returns>
    public static JsonElement.ArrayEnumerator Items(this JsonElement array) => array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : default;

    /// <summary>A value as text.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text; null: it is none, or half a surrogate pair, which is well-formed JSON and no text.</returns>
    public static string? Text(this JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A member as text.</summary>
    /// <param name="holder">The object, or whatever it is.</param>
    /// <param name="name">The member's name.</param>
    /// <returns>The text; null: there is none.</returns>
    public static string? Text(this JsonElement holder, string name) => holder.Member(name).Text();

    /// <summary>A member as a whole number.</summary>
    /// <param name="holder">The object, or whatever it is.</param>
    /// <param name="name">The member's name.</param>
    /// <returns>The number; null: there is none.</returns>
    public static int? Number(this JsonElement holder, string name) =>
        holder.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt32(out int number) ? number : null;

    /// <summary>A member as a date.</summary>
    /// <param name="holder">The object, or whatever it is.</param>
    /// <param name="name">The member's name.</param>
    /// <returns>The date; null: there is none.</returns>
    public static DateTimeOffset? Date(this JsonElement holder, string name) =>
        holder.Member(name) is { ValueKind: JsonValueKind.String } member && member.TryGetDateTimeOffset(out DateTimeOffset date) ? date : null;

    /// <summary>Whether a member is true.</summary>
    /// <param name="holder">The object, or whatever it is.</param>
    /// <param name="name">The member's name.</param>
    /// <returns>False also where there is none.</returns>
    public static bool IsTrue(this JsonElement holder, string name) => holder.Member(name).ValueKind == JsonValueKind.True;

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
