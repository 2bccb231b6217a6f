using System.Text.Json;

namespace GenesysGuest.Http;

/// <summary>The error in a response body, in the format of Genesys or OAuth.</summary>
/// <param name="Code">Genesys <c>code</c>, OAuth <c>error</c>.</param>
/// <param name="Message">Genesys <c>message</c>, OAuth <c>error_description</c>, or Genesys <c>description</c>.</param>
internal sealed record ErrorBody(string? Code, string? Message)
{
    private static readonly ErrorBody Nothing = new(null, null);

    /// <summary>Reads any response body.</summary>
    /// <param name="response">The response.</param>
    /// <returns>The error as far as it could be read, printable and without secrets.</returns>
    public static ErrorBody Read(Response response)
    {
        if (response.Completeness != BodyCompleteness.Whole)
        {
            return Nothing;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(response.Body);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return Nothing;
            }

            Dictionary<string, string> texts = TextsOf(root);
            return new(
                First(texts, response.Credentials, "code", "error"),
                First(texts, response.Credentials, "message", "error_description", "description"));
        }
        catch (JsonException)
        {
            return Nothing; // a gateway's HTML page, or a truncated body: only the status is available
        }
    }

    private static string? First(Dictionary<string, string> texts, IReadOnlyList<string> secrets, params string[] names)
    {
        foreach (string name in names)
        {
            if (texts.TryGetValue(name, out string? text))
            {
                return Printable.Text(Redaction.Redact(text, secrets)).TrimEnd('.'); // the message continues after the text
            }
        }

        return null;
    }

    private static Dictionary<string, string> TextsOf(JsonElement root)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach ((string name, JsonElement value) in root.Members())
        {
            if (value.Text() is { Length: > 0 } text)
            {
                texts[name] = text;
            }
        }

        return texts;
    }
}
