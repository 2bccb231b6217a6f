namespace GenesysGuest.SignIn;

/// <summary>Base64 with the URL-safe alphabet and without padding (RFC 7636 appendix A).</summary>
internal static class Base64Url
{
    public static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
