using System.Net;
using System.Security;

namespace GenesysGuest;

/// <summary>Checks secrets that were entered as text, and wraps them in a <see cref="SecureString"/>, which keeps them out of views, transcripts, and serialized objects.</summary>
internal static class Secret
{
    /// <summary>
    /// Trims white space from a secret, because files and clipboards add line ends, and rejects white space inside it.
    /// </summary>
    /// <param name="text">The secret.</param>
    /// <param name="what">The name of the secret in messages.</param>
    /// <param name="parameter">The parameter that the secret was passed in.</param>
    /// <returns>The trimmed secret.</returns>
    /// <exception cref="ArgumentException">The secret is empty, or contains white space or a control character. The message does not repeat the secret.</exception>
    public static string Checked(string? text, string what, string parameter)
    {
        string trimmed = (text ?? "").Trim().Trim('\uFEFF').Trim();
        if (trimmed.Length == 0)
        {
            throw new ArgumentException($"The {what} is empty.", parameter);
        }

        return trimmed.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            ? throw new ArgumentException(
                $"The {what} contains white space. Specify it as a single word. A web page or an email may have broken it into lines, or the file may contain more than the {what}.",
                parameter)
            : trimmed;
    }

    /// <summary>Wraps text in a secure string.</summary>
    /// <param name="text">The secret.</param>
    /// <returns>A read-only copy.</returns>
    public static SecureString Wrap(string text)
    {
        SecureString secret = new NetworkCredential("", text).SecurePassword;
        secret.MakeReadOnly();
        return secret;
    }
}
