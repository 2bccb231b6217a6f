using System.Net;
using System.Security;

namespace GenesysGuest;

/// <summary>Between text and <see cref="SecureString"/>, which keeps a secret out of views, transcripts and serialised objects.</summary>
internal static class Secret
{
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
