using System.Text.Json;

namespace GenesysGuest.Http;

/// <summary>Reads JSON that may be anything, such as a gateway's page. Missing members, and members of another kind, are null.</summary>
internal static class LenientJson
{
    /// <summary>Reads a complete response.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="response">The response.</param>
    /// <param name="read">Reads the result from the root.</param>
    /// <returns>The result, or null if the response is not JSON or is incomplete.</returns>
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

    /// <summary>Returns a member of an object.</summary>
    /// <param name="holder">The object, or any other JSON.</param>
    /// <param name="name">The name of the member.</param>
    /// <returns>The member, or an undefined element if it does not exist.</returns>
    public static JsonElement Member(this JsonElement holder, string name)
    {
        try
        {
            return holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out JsonElement member) ? member : default;
        }
        catch (InvalidOperationException)
        {
            return holder.Members().LastOrDefault(member => string.Equals(member.Name, name, StringComparison.Ordinal)).Value; // the name of another member may be invalid text
        }
    }

    /// <summary>Returns the members of an object.</summary>
    /// <param name="holder">The object, or any other JSON.</param>
    /// <returns>The members whose names are valid text.</returns>
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

    /// <summary>Returns the elements of an array.</summary>
    /// <param name="array">The array, or any other JSON.</param>
    /// <returns>The elements. Empty if the value is not an array.</returns>
    public static JsonElement.ArrayEnumerator Items(this JsonElement array) => array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : default;

    /// <summary>Returns a value as text.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text, or null if the value is not a string or is not valid text (half a surrogate pair is well-formed JSON).</returns>
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

    /// <summary>Returns a member as text.</summary>
    /// <param name="holder">The object, or any other JSON.</param>
    /// <param name="name">The name of the member.</param>
    /// <returns>The text, or null if there is none.</returns>
    public static string? Text(this JsonElement holder, string name) => holder.Member(name).Text();

    /// <summary>Returns a member as a whole number.</summary>
    /// <param name="holder">The object, or any other JSON.</param>
    /// <param name="name">The name of the member.</param>
    /// <returns>The number, or null if there is none.</returns>
    public static int? Number(this JsonElement holder, string name) =>
        holder.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt32(out int number) ? number : null;

    /// <summary>Returns a member as a date.</summary>
    /// <param name="holder">The object, or any other JSON.</param>
    /// <param name="name">The name of the member.</param>
    /// <returns>The date, or null if there is none.</returns>
    public static DateTimeOffset? Date(this JsonElement holder, string name) =>
        holder.Member(name) is { ValueKind: JsonValueKind.String } member && member.TryGetDateTimeOffset(out DateTimeOffset date) ? date : null;

    /// <summary>Whether a member is true.</summary>
    /// <param name="holder">The object, or any other JSON.</param>
    /// <param name="name">The name of the member.</param>
    /// <returns>False if there is no such member.</returns>
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
