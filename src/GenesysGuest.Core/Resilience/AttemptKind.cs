namespace GenesysGuest.Resilience;

/// <summary>The result of an attempt, for the decision whether to retry.</summary>
internal enum AttemptKind
{
    /// <summary>The server responded with a success, or with a refusal that would be repeated.</summary>
    Final,

    /// <summary>The server requests a delay (408, 429).</summary>
    Throttled,

    /// <summary>The server failed (5xx) or could not be reached. The circuit breaker counts this.</summary>
    Outage,

    /// <summary>The request was sent and no response was received, so the server may have acted on it. The circuit breaker counts this, too.</summary>
    Lost,
}
