using System.Text.Json;

namespace GenesysGuest.Http;

/// <summary>What an error answer says for itself: Genesys's error body, or OAuth's.</summary>
/// <param name="Code">Genesys <c>code</c>, OAuth <c>error</c>.</param>
/// <param name="Message">Genesys <c>message</c>, OAuth <c>error_description</c> or Genesys's <c>description</c>.</param>
internal sealed record ErrorBody(string? Code, string? Message)
{
    private static readonly ErrorBody Nothing = new(null, null);

    /// <summary>Reads a body, whatever it turns out to be.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="secrets">Values that must not appear in what is read, besides the credential that was presented.</param>
    /// <returns>What could be read; printable, without secrets.</returns>
    public static ErrorBody Read(Response answer, params IEnumerable<string?> secrets)
    {
        if (answer.Completeness != BodyCompleteness.Whole)
        {
            return Nothing;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(answer.Body);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return Nothing;
            }

            string?[] hidden = [.. secrets, answer.Credential];
            return new(
                First(root, hidden, "code", "error"),
                First(root, hidden, "message", "error_description", "description"));
        }
        catch (JsonException)
        {
            return Nothing; // a gateway's HTML page, a truncated body: the status has to do
        }
    }

    private static string? First(JsonElement root, string?[] secrets, params string[] names)
    {
        foreach (string name in names)
        {
            if (root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && TextOf(value) is { Length: > 0 } text)
            {
                return Printable.Text(Redaction.Redact(text, secrets)).TrimEnd('.'); // our sentence goes on
            }
        }

        return null;
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair, or bytes that are no UTF-8: well-formed JSON, and no text
        }
    }
}
