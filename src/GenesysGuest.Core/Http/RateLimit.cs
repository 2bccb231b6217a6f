using System.Globalization;
using System.Net.Http.Headers;

namespace GenesysGuest.Http;

/// <summary>The values of the <c>inin-ratelimit-*</c> headers, for the request limit of the token.</summary>
/// <param name="Allowed">The number of requests allowed in a window.</param>
/// <param name="Count">The number of requests counted in this window so far, from all clients with the token.</param>
/// <param name="Reset">The time left in this window. The header contains whole seconds, rounded up.</param>
internal readonly record struct RateLimit(int Allowed, int Count, TimeSpan Reset)
{
    private const int LongestWindow = 86_400; // one day: a larger value is a point in time, or invalid

    public static RateLimit? Read(HttpResponseHeaders headers)
    {
        return Number("inin-ratelimit-allowed") is int allowed and > 0
            && Number("inin-ratelimit-count") is { } count
            && Number("inin-ratelimit-reset") is int reset and <= LongestWindow
            ? new RateLimit(allowed, count, TimeSpan.FromSeconds(reset))
            : null;

        int? Number(string name) =>
            headers.NonValidated(name) is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }
}
