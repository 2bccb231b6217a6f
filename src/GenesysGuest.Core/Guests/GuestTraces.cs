using System.Text.Json;
using GenesysGuest.Http;

namespace GenesysGuest.Guests;

/// <summary>Finds the ids and links in a response without a usable guest. They help to look up the guest that was created.</summary>
internal static class GuestTraces
{
    private const int MostShown = 10;
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = Response.MaxBodyLength };
    private static readonly string[] Endings = ["id", "uri", "url", "href", "link", "self"];

    /// <summary>Finds the ids and links at any depth.</summary>
    /// <param name="response">The response.</param>
    /// <returns>A sentence with a leading space, or an empty string if none was found.</returns>
    public static string Of(Response response)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(response.Body, Lenient);
            string[] found = [.. In(document.RootElement).Distinct(StringComparer.Ordinal).Take(MostShown)];
            return found.Length == 0 ? "" : Redaction.Redact($" The response contains {string.Join(", ", found)}.", response.Credentials);
        }
        catch (JsonException)
        {
            return "";
        }
    }

    // Without recursion, because a response may be nested more deeply than the stack allows.
    private static IEnumerable<string> In(JsonElement root)
    {
        Queue<JsonElement> left = new([root]);
        while (left.Count > 0)
        {
            JsonElement next = left.Dequeue();
            IEnumerable<JsonElement> inner = next.ValueKind switch
            {
                JsonValueKind.Array => next.EnumerateArray(),
                JsonValueKind.Object => next.EnumerateObject().Select(member => member.Value),
                _ => [],
            };
            foreach (JsonElement element in inner.Where(element => element.ValueKind is JsonValueKind.Array or JsonValueKind.Object))
            {
                left.Enqueue(element);
            }

            if (next.ValueKind == JsonValueKind.Object)
            {
                foreach (string trace in next.EnumerateObject().Select(Trace).OfType<string>())
                {
                    yield return trace;
                }
            }
        }
    }

    private static string? Trace(JsonProperty member)
    {
        try
        {
            string? value = member.Value.ValueKind switch
            {
                JsonValueKind.String => member.Value.GetString(),
                JsonValueKind.Number => member.Value.GetRawText(),
                _ => null,
            };
            return !string.IsNullOrWhiteSpace(value) && Endings.Any(ending => member.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                ? Printable.Text($"{member.Name} '{value}'")
                : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair, or bytes that are not UTF-8
        }
    }
}
