namespace GenesysGuest.Resilience;

/// <summary>What an attempt means for the question whether the request is sent again.</summary>
internal enum AttemptKind
{
    /// <summary>The server has spoken: a success, or a refusal that would come again.</summary>
    Final,

    /// <summary>The server asks for patience (408, 429).</summary>
    Throttled,

    /// <summary>The server failed (5xx), or could not be reached: what a circuit breaker counts.</summary>
    Outage,

    /// <summary>The request left and no response came: the server may have acted on it. A circuit breaker counts that, too.</summary>
    Lost,
}
