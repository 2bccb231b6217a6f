using System.Text;
using System.Text.RegularExpressions;

namespace GenesysGuest.Http;

/// <summary>Redacts secrets in text from a server before it is displayed.</summary>
internal static class Redaction
{
    private const string Names = @"[\w-]*token|[\w-]*secret|[\w-]*password|jwt|assertion|client_?assertion|code_?verifier|authorization|api_?key|passwd|pwd";

    // For text that is not JSON, or no longer is: members (whose first quote may have been taken for the end of a string), then form fields and query parameters, then authorization headers.
    // Each looks at a character only a few times, however the text was made, so that none needs a timeout.
    private static readonly Regex[] Patterns =
    [
        new($@"(?<=\b(?:{Names})\\*""\s*:\s*\\*"")(?:[^""\\]|\\.)*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout),
        new($@"(?<=\b(?:{Names}|code)(?:=|%3D))[^&\s""']+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout),
        new(@"(?<kept>\b(?:Bearer|Basic)(?:\s|\+|%20)+?)[A-Za-z0-9\-._~+/%]{8,}=*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout),
    ];

    /// <summary>Masks known secrets, and text in the form of a secret.</summary>
    /// <param name="text">The external text.</param>
    /// <param name="secrets">Values that must not appear.</param>
    /// <returns>The redacted text.</returns>
    public static string Redact(string text, params IEnumerable<string?> secrets) => Redact(text, new KnownSecrets(secrets), nesting: 0);

    /// <summary>Redacts a body, truncates it to a readable length, and removes terminal control characters.</summary>
    /// <param name="body">UTF-8, or any other bytes from the server.</param>
    /// <param name="secrets">Values that must not appear.</param>
    /// <returns>At most 2,000 characters.</returns>
    public static string Redact(byte[] body, params IEnumerable<string?> secrets)
    {
        const int longest = 2000;

        // The whole text is redacted before it is truncated, because a truncated secret or truncated JSON would not be recognized.
        string text = Printable.Lines(Redact(Encoding.UTF8.GetString(body), secrets));
        int length = text.Length > longest && char.IsSurrogatePair(text, longest - 1) ? longest - 1 : longest;
        return text.Length <= longest ? text : $"{text[..length]}…";
    }

    private static string Redact(string text, KnownSecrets secrets, int nesting)
    {
        string masked = secrets.MaskIn(text);
        return JsonRedaction.IsWorthWalking(nesting)
            ? JsonRedaction.Redact(masked, MaskPatterns, value => Redact(value, secrets, nesting + 1))
            : MaskPatterns(masked);
    }

    // Both the original text and the unescaped text are checked, because quotes can make either one unreliable.
    private static string MaskPatterns(string text)
    {
        UnescapedText unescaped = new(text);
        return Masking.Masked(text, unescaped.IsShorter ? PlacesIn(text).Concat(PlacesIn(unescaped.Text).Select(unescaped.Original)) : PlacesIn(text));
    }

    private static IEnumerable<(int Start, int End)> PlacesIn(string text) => Patterns
        .SelectMany(pattern => pattern.Matches(text).Cast<Match>())
        .Select(match => (Start: match.Index + match.Groups["kept"].Length, End: match.Index + match.Length))
        .Where(place => place.Start < place.End);
}
