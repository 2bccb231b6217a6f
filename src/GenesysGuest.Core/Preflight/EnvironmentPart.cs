namespace GenesysGuest;

/// <summary>The part of an environment that a finding is about.</summary>
public enum EnvironmentPart
{
    /// <summary>Whether a host name resolves to an address.</summary>
    NameResolution,

    /// <summary>The proxy that is used.</summary>
    Proxy,

    /// <summary>Whether the certificate of a host is trusted.</summary>
    Tls,

    /// <summary>Whether the clock of this computer matches the server's.</summary>
    Clock,

    /// <summary>The address where the browser requests consent.</summary>
    Authorize,

    /// <summary>The address where tokens are issued.</summary>
    Token,

    /// <summary>The address where guests are created.</summary>
    Guests,

    /// <summary>The address where the API returns the owner of a token.</summary>
    TokensMe,

    /// <summary>Whether a Messenger deployment recognizes known visitors.</summary>
    IdentityResolution,
}
