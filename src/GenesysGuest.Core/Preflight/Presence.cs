namespace GenesysGuest.Preflight;

/// <summary>Whether what is looked for is at an address, by one answer.</summary>
internal enum Presence
{
    /// <summary>It answered; also if it is out of order for the moment.</summary>
    Here,

    /// <summary>It answered, and knows nothing of this client or redirect URI.</summary>
    Refused,

    /// <summary>A redirect leads to another host of the same site.</summary>
    Moved,

    /// <summary>Something else answered: a redirect to a stranger, or a page where there is none.</summary>
    Elsewhere,

    /// <summary>Whatever answered says that there is nothing.</summary>
    Absent,

    /// <summary>Nothing answered.</summary>
    Unreachable,
}
