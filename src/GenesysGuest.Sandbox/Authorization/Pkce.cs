using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GenesysGuest.Sandbox;

/// <summary>The server side of RFC 7636, with S256 only.</summary>
internal static class Pkce
{
    /// <summary>Whether text has the form of a code challenge: the 43 base64url characters of a SHA-256 hash.</summary>
    public static bool IsChallenge(string text) => text.Length == 43 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    /// <summary>Whether text has the form of a code verifier: 43 to 128 unreserved characters (RFC 7636 §4.1).</summary>
    public static bool IsVerifier(string text) =>
        text.Length is >= 43 and <= 128 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' or '~');

    /// <summary>Whether a challenge was derived from a verifier (RFC 7636 §4.6).</summary>
    public static bool Matches(string verifier, string challenge) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))),
        Encoding.ASCII.GetBytes(challenge));
}
