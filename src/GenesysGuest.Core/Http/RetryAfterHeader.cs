using System.Globalization;

namespace GenesysGuest.Http;

/// <summary>The <c>Retry-After</c> header: seconds, possibly decimal in Genesys Cloud, or an HTTP date (RFC 9110 §10.2.3).</summary>
internal static class RetryAfterHeader
{
    private const string AscTime = "ddd MMM d HH:mm:ss yyyy"; // obsolete, but must be accepted (RFC 9110 §5.6.7)

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Parses the header.</summary>
    /// <param name="value">The value of the header, or null.</param>
    /// <param name="now">The current time, for a date.</param>
    /// <returns>How long to wait, from zero to a year, or null if the header is missing or invalid.</returns>
    public static TimeSpan? Parse(string? value, DateTimeOffset now)
    {
        if (value is null)
        {
            return null;
        }

        string text = value.Trim();
        if (text.All(c => c is (>= '0' and <= '9') or '.') // otherwise, NaN and -Infinity would be numbers
            && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds))
        {
            return seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;
        }

        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;
        if (text.Length >= "Sun, 06 Nov 1994".Length
            && (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, styles, out DateTimeOffset date)
                || DateTimeOffset.TryParseExact(text, AscTime, CultureInfo.InvariantCulture, styles, out date)))
        {
            TimeSpan wait = date - now;
            return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < Longest ? wait : Longest;
        }

        return null;
    }
}
