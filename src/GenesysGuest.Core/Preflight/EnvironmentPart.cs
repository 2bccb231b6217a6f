namespace GenesysGuest;

/// <summary>What of an environment a finding is about.</summary>
public enum EnvironmentPart
{
    /// <summary>Whether the name of a host leads to an address.</summary>
    NameResolution,

    /// <summary>Which proxy is on the way.</summary>
    Proxy,

    /// <summary>Whether a host's certificate is trusted.</summary>
    Tls,

    /// <summary>Whether this computer's clock shows what the server's does.</summary>
    Clock,

    /// <summary>Where the browser goes to ask for consent.</summary>
    Authorize,

    /// <summary>Where tokens are issued.</summary>
    Token,

    /// <summary>Where guests are created.</summary>
    Guests,

    /// <summary>Where the API says whose a token is.</summary>
    TokensMe,

    /// <summary>Whether a Messenger deployment recognizes known visitors.</summary>
    IdentityResolution,
}
