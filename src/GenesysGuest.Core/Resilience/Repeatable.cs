namespace GenesysGuest.Resilience;

/// <summary>After which attempts a request may be sent again, depending on what it does when the server has acted on it before.</summary>
internal enum Repeatable
{
    /// <summary>Only what the server did not act on: what never left, or was throttled. An authorization code is good once.</summary>
    IfNotActedOn,

    /// <summary>Also after a server failure (5xx). A lost response is not: it would make a second guest.</summary>
    AfterServerFailure,

    /// <summary>Also after a lost response: doing it twice comes to the same.</summary>
    Always,
}
