namespace GenesysGuest.Sandbox;

/// <summary>
/// The kinds of faults. Each description states whether the work was done: the guest was created, the contacts were written or, at the token address, the tokens
/// were issued.
/// </summary>
public enum FaultKind
{
    /// <summary>A status code with an error body. Nothing was done.</summary>
    Status,

    /// <summary>A 400 <c>invalid_request</c> that mentions a rate limit, the other way in which Genesys Cloud throttles its token address. Nothing was done.
    /// Token address only.</summary>
    ThrottleAsBadRequest,

    /// <summary>The connection is reset before the body is read. Nothing was done.</summary>
    ResetBeforeRead,

    /// <summary>The connection is reset instead of a response. The work was done.</summary>
    ResetAfterCreate,

    /// <summary>The connection ends within a body with a Content-Length. The work was done.</summary>
    Truncated,

    /// <summary>The connection ends within a chunked body. The work was done.</summary>
    TruncatedChunked,

    /// <summary>A success whose body is declared as JSON but is not JSON. The work was done.</summary>
    Malformed,

    /// <summary>A 200 with an HTML page, as from a captive portal or proxy. The work was done.</summary>
    WrongContentType,

    /// <summary>A success without <c>token</c>, or <c>access_token</c> at the token address. The work was done.</summary>
    MissingToken,

    /// <summary>A success without <c>id</c>. The guest was created. Guests address only.</summary>
    MissingId,

    /// <summary>A 200 with an empty body. The work was done.</summary>
    EmptyBody,

    /// <summary>A 204. The work was done.</summary>
    NoContent,

    /// <summary>A body that continues until the client disconnects, or up to 64 MiB. The work was done.</summary>
    EndlessBody,

    /// <summary>A valid response, byte by byte, with <see cref="Fault.Delay"/> before each byte. The work was done.</summary>
    SlowDrip,

    /// <summary>No response until the client disconnects. The work was done.</summary>
    Hang,
}
