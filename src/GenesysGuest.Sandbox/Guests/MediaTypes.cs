using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace GenesysGuest.Sandbox;

/// <summary>Checks the Content-Type and Accept headers for JSON.</summary>
internal static class MediaTypes
{
    private static readonly StringSegment JsonType = ResponseWriter.Json;

    /// <summary>Whether a body is declared as JSON, and as UTF-8 (RFC 8259 §8.1) if it names a charset.</summary>
    public static bool IsJson(string? contentType) =>
        contentType is "application/json" or "application/json; charset=utf-8"
        || (MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? parsed)
            && parsed.MediaType.Equals(JsonType, StringComparison.OrdinalIgnoreCase)
            && (!parsed.Charset.HasValue || HeaderUtilities.RemoveQuotes(parsed.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether the client accepts JSON. It does if the header is missing (RFC 9110 §12.5.1).</summary>
    public static bool AcceptsJson(StringValues accept)
    {
        if (accept.Count == 0 || (accept.Count == 1 && accept[0] is "application/json" or "*/*"))
        {
            return true;
        }

        return MediaTypeHeaderValue.TryParseList(accept, out IList<MediaTypeHeaderValue>? parsed)
            && parsed.Any(range => range.Quality is not 0
                && (range.MatchesAllTypes || range.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase)
                    || range.MediaType.Equals(JsonType, StringComparison.OrdinalIgnoreCase)));
    }
}
