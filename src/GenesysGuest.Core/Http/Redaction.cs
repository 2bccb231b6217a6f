using System.Text;
using System.Text.RegularExpressions;

namespace GenesysGuest.Http;

/// <summary>Takes secrets out of text that came from a server before anyone sees it.</summary>
internal static class Redaction
{
    private const string Mask = KnownSecrets.Mask;
    private const string Names = @"[\w-]*token|[\w-]*secret|[\w-]*password|jwt|assertion|client_?assertion|code_?verifier|authorization|api_?key|passwd|pwd";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5); // ten times what the longest body takes

    // Of what is not JSON, or no longer is: members all the same (their first quote may have been taken for the end of a string), then form fields and query parameters, then authorization headers.
    private static readonly Regex[] Patterns =
    [
        new($@"(?<=\b(?:{Names})\\*""\s*:\s*\\*"")(?:[^""\\]|\\.)*", RegexOptions.IgnoreCase, Patience),
        new($@"(?<=\b(?:{Names}|code)(?:=|%3D))[^&\s""']+", RegexOptions.IgnoreCase, Patience),
        new(@"(?<kept>\b(?:Bearer|Basic)(?:\s|\+|%20)+?)[A-Za-z0-9\-._~+/%]{8,}=*", RegexOptions.IgnoreCase, Patience),
    ];

    /// <summary>Masks what is known to be secret and what has the form of it.</summary>
    /// <param name="text">Text from outside.</param>
    /// <param name="secrets">Values that must not appear.</param>
    /// <returns>The text without them.</returns>
    public static string Redact(string text, params IEnumerable<string?> secrets)
    {
        try
        {
            return Redact(text, new KnownSecrets(secrets), nesting: 0);
        }
        catch (RegexMatchTimeoutException)
        {
            return "(a body that could not be checked for secrets)";
        }
    }

    /// <summary>The same for a body, cut to a length fit to be read, and with nothing in it that steers a terminal.</summary>
    /// <param name="body">UTF-8, or what the server sent instead.</param>
    /// <param name="secrets">Values that must not appear.</param>
    /// <returns>At most 2,000 characters.</returns>
    public static string Redact(byte[] body, params IEnumerable<string?> secrets)
    {
        const int longest = 2000;

        // All of it, before it is cut: a secret cut in two would no longer be recognized, nor would JSON.
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

    // As it is, and as it was before it was quoted: either alone may be misled by a quote.
    private static string MaskPatterns(string text)
    {
        UnescapedText masked = new(Patterns.Aggregate(text, static (current, pattern) => pattern.Replace(current, static match => match.Groups["kept"].Value + Mask)));
        IEnumerable<(int Start, int End)> places = Patterns
            .SelectMany(pattern => pattern.Matches(masked.Text).Cast<Match>())
            .Select(match => (Start: match.Index + match.Groups["kept"].Length, End: match.Index + match.Length))
            .Where(place => place.Start < place.End);
        return masked.Masked(masked.IsShorter ? places : [], Mask);
    }
}
