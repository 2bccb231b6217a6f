using System.Net;
using System.Security;

namespace GenesysGuest;

/// <summary>Between text and <see cref="SecureString"/>, which keeps a secret out of views, transcripts and serialized objects.</summary>
internal static class Secret
{
    /// <summary>
    /// Takes white space off the ends of a secret that somebody gave, for files and clipboards bring line ends along, and refuses any inside.
    /// </summary>
    /// <param name="text">The secret.</param>
    /// <param name="what">What it is, as the message names it.</param>
    /// <param name="parameter">The parameter that it came with.</param>
    /// <returns>The secret itself.</returns>
    /// <exception cref="ArgumentException">It is empty, or has white space or a control character inside. The message does not repeat it.</exception>
    public static string Checked(string? text, string what, string parameter)
    {
        string trimmed = (text ?? "").Trim().Trim('\uFEFF').Trim();
        if (trimmed.Length == 0)
        {
            throw new ArgumentException($"The {what} is empty.", parameter);
        }

        return trimmed.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            ? throw new ArgumentException(
                $"The {what} has white space inside. Give it as one piece: a page or a mail may have broken it into lines, or the file holds more than the {what}.",
                parameter)
            : trimmed;
    }

    /// <summary>Wraps text.</summary>
    /// <param name="text">The secret.</param>
    /// <returns>A read-only copy.</returns>
    public static SecureString Wrap(string text)
    {
        SecureString secret = new NetworkCredential("", text).SecurePassword;
        secret.MakeReadOnly();
        return secret;
    }
}
