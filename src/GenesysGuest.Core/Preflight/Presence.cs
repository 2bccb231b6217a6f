namespace GenesysGuest.Preflight;

/// <summary>Whether the endpoint exists at an address, judged by one response.</summary>
internal enum Presence
{
    /// <summary>The endpoint responded, even if it is temporarily unavailable.</summary>
    Here,

    /// <summary>The endpoint responded, but does not know this client or redirect URI.</summary>
    Refused,

    /// <summary>A redirect leads to another host of the same site.</summary>
    Moved,

    /// <summary>A different system responded: with a redirect to an unrelated host, or with an unexpected page.</summary>
    Elsewhere,

    /// <summary>The response states that the endpoint does not exist.</summary>
    Absent,

    /// <summary>No response was received.</summary>
    Unreachable,
}
