namespace GenesysGuest.Sandbox;

/// <summary>The OAuth grants that a client may use.</summary>
[Flags]
public enum SandboxGrants
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>authorization_code</c> (RFC 6749 §4.1), with PKCE.</summary>
    AuthorizationCode = 1,

    /// <summary><c>refresh_token</c> (RFC 6749 §6).</summary>
    RefreshToken = 2,

    /// <summary><c>client_credentials</c> (RFC 6749 §4.4): confidential clients only.</summary>
    ClientCredentials = 4,
}
