using System.Globalization;

namespace GenesysGuest;

/// <summary>The <c>Retry-After</c> header: seconds, at Genesys possibly decimal, or an HTTP date (RFC 9110 §10.2.3).</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Reads the header.</summary>
    /// <param name="value">The header's text, or null.</param>
    /// <param name="now">What a date is measured from.</param>
    /// <returns>How long to wait, at least zero; null where the header is absent or says nothing usable.</returns>
    public static TimeSpan? Parse(string? value, DateTimeOffset now)
    {
        if (value is null)
        {
            return null;
        }

        string text = value.Trim();
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds))
        {
            return seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out DateTimeOffset date)
            && text.Length >= "Sun, 06 Nov 1994".Length)
        {
            TimeSpan wait = date - now;
            return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
        }

        return null;
    }
}
