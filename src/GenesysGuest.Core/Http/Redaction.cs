using System.Text;
using System.Text.RegularExpressions;

namespace GenesysGuest.Http;

/// <summary>Takes secrets out of text that came from a server before anyone sees it.</summary>
internal static class Redaction
{
    private const string Mask = "***";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly Regex[] Patterns =
    [
        // JSON members, also of JSON in a string, then form fields and query parameters, then authorization headers.
        // A member "code" is the code of an error, which support asks for.
        new(@"(?<=""(?:access_?token|refresh_?token|token|id_?token|code_?verifier|client_?secret|password)\\?""\s*:\s*\\?"")(?:[^""\\]|\\.)*", RegexOptions.IgnoreCase, Patience),
        new(@"(?<=\b(?:access_token|refresh_token|token|id_token|code|code_verifier|client_secret|password)=)[^&\s""']+", RegexOptions.IgnoreCase, Patience),
        new(@"(?<=\b(?:Bearer|Basic)\s+)[A-Za-z0-9\-._~+/]{8,}=*", RegexOptions.IgnoreCase, Patience),
    ];

    /// <summary>Masks what is known to be secret and what has the form of it.</summary>
    /// <param name="text">Text from outside.</param>
    /// <param name="secrets">Values that must not appear.</param>
    /// <returns>The text without them.</returns>
    public static string Redact(string text, params IEnumerable<string?> secrets)
    {
        foreach (string? secret in secrets)
        {
            if (!string.IsNullOrEmpty(secret))
            {
                text = text.Replace(secret!, Mask);
            }
        }

        try
        {
            return Patterns.Aggregate(text, static (current, pattern) => pattern.Replace(current, Mask));
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

        // Redacted before it is cut: a secret cut in two would no longer be recognised.
        string text = Printable.Lines(Redact(Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 4 * longest)), secrets));
        return text.Length <= longest ? text : $"{text[..longest]}…";
    }
}
