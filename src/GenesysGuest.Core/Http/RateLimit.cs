using System.Globalization;
using System.Net.Http.Headers;

namespace GenesysGuest.Http;

/// <summary>What the <c>inin-ratelimit-*</c> headers say of the token's request limit.</summary>
/// <param name="Allowed">Requests permitted in a window.</param>
/// <param name="Count">Requests counted in this window so far, by whomever.</param>
/// <param name="Reset">Time left in this window; the header gives whole seconds, rounded up.</param>
internal readonly record struct RateLimit(int Allowed, int Count, TimeSpan Reset)
{
    private const int LongestWindow = 86_400; // a day: what is longer is not a time left but a point in time, or nonsense

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
