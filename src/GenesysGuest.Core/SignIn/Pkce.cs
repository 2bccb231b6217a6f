using System.Security.Cryptography;
using System.Text;
using GenesysGuest.SignIn;

namespace GenesysGuest;

/// <summary>Proof Key for Code Exchange (RFC 7636): a secret code verifier, and the code challenge derived from it.</summary>
public sealed record Pkce
{
    /// <summary>The minimum number of random bytes, for a verifier of 43 characters (RFC 7636 §4.1).</summary>
    public const int MinVerifierLength = 32;

    /// <summary>The maximum number of random bytes, for a verifier of 128 characters (RFC 7636 §4.1).</summary>
    public const int MaxVerifierLength = 96;

    private Pkce(string codeVerifier)
    {
        CodeVerifier = codeVerifier;
        CodeChallenge = Base64Url.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(codeVerifier)));
    }

    /// <summary>The secret code verifier: 43 to 128 characters of <c>[A-Za-z0-9-._~]</c>. It is sent only to the token endpoint.</summary>
    public string CodeVerifier { get; }

    /// <summary>base64url(SHA-256(ASCII(<see cref="CodeVerifier"/>))): 43 characters (RFC 7636 §4.2).</summary>
    public string CodeChallenge { get; }

    /// <summary>Always <c>S256</c>, because <c>plain</c> does not protect against the relevant attacks (RFC 9700 §2.1.1).</summary>
    public string CodeChallengeMethod { get; } = "S256";

    /// <summary>Creates a verifier of random bytes from the system's generator.</summary>
    /// <param name="verifierLength">The number of bytes, from 32 to 96.</param>
    /// <returns>A new pair.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is outside its range.</exception>
    public static Pkce Create(int verifierLength = MinVerifierLength)
    {
        if (verifierLength is < MinVerifierLength or > MaxVerifierLength)
        {
            throw new ArgumentOutOfRangeException(nameof(verifierLength), verifierLength, "The code verifier must be made from 32 to 96 random bytes (RFC 7636 §4.1).");
        }

        return new Pkce(Base64Url.Encode(RandomNumberGenerator.GetBytes(verifierLength)));
    }

    /// <summary>Derives the challenge of a verifier that was created elsewhere.</summary>
    /// <param name="codeVerifier">43 to 128 characters of <c>[A-Za-z0-9-._~]</c> (RFC 7636 §4.1).</param>
    /// <returns>The pair.</returns>
    /// <exception cref="ArgumentException">The verifier is invalid. The message does not repeat it.</exception>
    public static Pkce FromVerifier(string codeVerifier)
    {
        string verifier = Secret.Checked(codeVerifier, "code verifier", nameof(codeVerifier));
        if (verifier.Length is < 43 or > 128 || !verifier.All(IsUnreserved))
        {
            throw new ArgumentException(
                "A code verifier must be 43 to 128 characters long and consist of A-Z, a-z, 0-9, '-', '.', '_', and '~' (RFC 7636 §4.1).", nameof(codeVerifier));
        }

        return new Pkce(verifier);
    }

    /// <summary>Returns the challenge, without the secret verifier.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{CodeChallengeMethod} {CodeChallenge}";

    private static bool IsUnreserved(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.' or '_' or '~';
}
