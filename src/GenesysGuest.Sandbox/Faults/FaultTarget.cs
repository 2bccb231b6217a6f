namespace GenesysGuest.Sandbox;

/// <summary>The address that a fault affects.</summary>
public enum FaultTarget
{
    /// <summary>The guests address.</summary>
    Guests,

    /// <summary>The token addresses of both layouts.</summary>
    Token,

    /// <summary>The authorize addresses of both layouts.</summary>
    Authorize,

    /// <summary>The address that reports which client a token belongs to.</summary>
    TokensMe,

    /// <summary>The address that reports whether a deployment resolves identities.</summary>
    IdentityResolution,

    /// <summary>The address that accepts contacts.</summary>
    Contacts,

    /// <summary>The other addresses for contacts: lookup, one contact, removal, external sources, and schemas.</summary>
    ContactDirectory,
}
