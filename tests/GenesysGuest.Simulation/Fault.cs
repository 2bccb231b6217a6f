namespace GenesysGuest.Simulation;

/// <summary>What can befall a request.</summary>
internal enum Fault
{
    None,

    /// <summary>The connection is refused: the request never leaves.</summary>
    Refused,

    /// <summary>The connection is reset before the server reads the request.</summary>
    LostBefore,

    /// <summary>The connection is reset after the server acted.</summary>
    LostAfter,

    /// <summary>The answer ends in the middle.</summary>
    Torn,

    /// <summary>The answer's object comes whole, and the connection ends before the last chunk.</summary>
    TornAfterObject,

    /// <summary>No answer comes, and the server has not acted.</summary>
    HangBefore,

    /// <summary>No answer comes, and the server has acted.</summary>
    HangAfter,

    /// <summary>500, 502, 504 or 520, and the server has not acted.</summary>
    Failure,

    /// <summary>500, 502, 504 or 520, and the server has acted.</summary>
    FailureAfter,

    /// <summary>503, or another failure in which a server does not act.</summary>
    Unavailable,

    /// <summary>429 without a limit that could be known.</summary>
    Throttled,

    /// <summary>408.</summary>
    TooSlow,

    /// <summary>401: the token was revoked.</summary>
    Revoked,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>400, 409 or 422: this one is refused.</summary>
    Rejected,

    /// <summary>The server acted, and a gateway puts its own page in place of the answer.</summary>
    Garbage,

    /// <summary>407: the proxy refuses; the request is not passed on.</summary>
    Proxy,
}
