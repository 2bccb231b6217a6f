namespace GenesysGuest.Sandbox;

/// <summary>
/// What can go wrong on demand. Each says whether the work was done: the guest created, the contacts written or, at the token address, the
/// tokens issued.
/// </summary>
public enum FaultKind
{
    /// <summary>A status code with an error body. Nothing was done.</summary>
    Status,

    /// <summary>The other way Genesys Cloud throttles its token address: 400 <c>invalid_request</c> that speaks of a rate limit. Nothing was done.
    /// Token address only.</summary>
    ThrottleAsBadRequest,

    /// <summary>The connection is reset before the body is read. Nothing was done.</summary>
    ResetBeforeRead,

    /// <summary>The connection is reset instead of an answer. The work was done.</summary>
    ResetAfterCreate,

    /// <summary>The connection ends in the middle of a body whose length was announced. The work was done.</summary>
    Truncated,

    /// <summary>The connection ends in the middle of a chunked body. The work was done.</summary>
    TruncatedChunked,

    /// <summary>A success that says it is JSON and is not. The work was done.</summary>
    Malformed,

    /// <summary>A 200 with an HTML page, as a captive portal or proxy would send. The work was done.</summary>
    WrongContentType,

    /// <summary>A success without <c>token</c>, or <c>access_token</c> at the token address. The work was done.</summary>
    MissingToken,

    /// <summary>A success without <c>id</c>. The guest was created. Guests address only.</summary>
    MissingId,

    /// <summary>A 200 with an empty body. The work was done.</summary>
    EmptyBody,

    /// <summary>A 204. The work was done.</summary>
    NoContent,

    /// <summary>A body that goes on until the client hangs up, or 64 MiB. The work was done.</summary>
    EndlessBody,

    /// <summary>A good answer, byte by byte, with <see cref="Fault.Delay"/> before each. The work was done.</summary>
    SlowDrip,

    /// <summary>No answer until the client hangs up. The work was done.</summary>
    Hang,
}
