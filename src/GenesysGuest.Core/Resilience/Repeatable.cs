namespace GenesysGuest.Resilience;

/// <summary>The attempts after which a request may be sent again. Each value includes the ones before it.</summary>
internal enum Repeatable
{
    /// <summary>Only if the server did not act on the request: it was never sent, or it was throttled. An authorization code can be used only once.</summary>
    IfNotActedOn,

    /// <summary>Also after a server failure (5xx), but not after a lost response, which would create a second guest.</summary>
    AfterServerFailure,

    /// <summary>Also after a lost response, because a repeated request has the same result.</summary>
    Always,
}
