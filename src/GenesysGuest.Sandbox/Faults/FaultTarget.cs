namespace GenesysGuest.Sandbox;

/// <summary>Which address a fault befalls.</summary>
public enum FaultTarget
{
    /// <summary>The guests address.</summary>
    Guests,

    /// <summary>The token addresses of both layouts.</summary>
    Token,

    /// <summary>The authorize addresses of both layouts.</summary>
    Authorize,

    /// <summary>The address that says whose a token is.</summary>
    TokensMe,

    /// <summary>The address that says whether a deployment resolves identities.</summary>
    IdentityResolution,

    /// <summary>The address that takes contacts.</summary>
    Contacts,

    /// <summary>The other addresses of contacts: lookup, one contact, removal, external sources and schemas.</summary>
    ContactDirectory,
}
