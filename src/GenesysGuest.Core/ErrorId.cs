namespace GenesysGuest;

/// <summary>All errors of the library. The names are stable: scripts match on them, and docs/troubleshooting.md has a row for each one.</summary>
public enum ErrorId
{
    /// <summary>The authorization server returned an error: the user denied access, or the request was invalid.</summary>
    AuthorizationDenied,

    /// <summary>No valid callback arrived before the deadline.</summary>
    AuthorizationTimedOut,

    /// <summary>The sign-in was cancelled while waiting for the browser.</summary>
    AuthorizationCancelled,

    /// <summary>The callback's <c>state</c> is not the one that was sent.</summary>
    StateMismatch,

    /// <summary>The callback is malformed, is for another redirect URI, comes from another issuer, or belongs to a request that was already used.</summary>
    InvalidCallback,

    /// <summary>Another process is listening on the port of the redirect URI.</summary>
    RedirectPortInUse,

    /// <summary>The redirect URI cannot be used for this purpose.</summary>
    InvalidRedirectUri,

    /// <summary>The token endpoint refused the request (400).</summary>
    TokenRequestRejected,

    /// <summary>The token endpoint does not know the client, or refuses its credentials (401).</summary>
    TokenRequestUnauthorized,

    /// <summary>The token endpoint could not be reached, or returned an invalid response.</summary>
    TokenRequestFailed,

    /// <summary>The token does not have a scope that was requested and is required.</summary>
    MissingScope,

    /// <summary>No connection is available.</summary>
    NotConnected,

    /// <summary>The token has expired and cannot be renewed.</summary>
    SessionExpired,

    /// <summary>The environment is not a domain, a region, or a usable address.</summary>
    InvalidEnvironment,

    /// <summary>The data of a guest is incomplete or malformed. The guest was not sent.</summary>
    InvalidGuest,

    /// <summary>The guests endpoint refused the token (401), even after it was renewed.</summary>
    GuestUnauthorized,

    /// <summary>The token does not have permission to create guests (403).</summary>
    GuestForbidden,

    /// <summary>The guests endpoint refused this guest (400, 404, 409, 413, 415, 422, and other 4xx).</summary>
    GuestRejected,

    /// <summary>The rate limit still applied when the retries, or the longest permitted wait, ended (429, 408).</summary>
    RateLimited,

    /// <summary>The service could not be reached, or failed (5xx), until the retries ended. As far as the service reported, nothing was created or changed.</summary>
    ServiceUnavailable,

    /// <summary>The request was sent, but no complete response was received. The guest may exist.</summary>
    GuestOutcomeUnknown,

    /// <summary>The service reported success, but the response is unusable. A guest exists, but its token is lost. A contact may have been written or removed.</summary>
    UnexpectedResponse,

    /// <summary>The data of a contact is incomplete or malformed. The contact was not sent.</summary>
    InvalidContact,

    /// <summary>The contacts endpoint refused the token (401), even after it was renewed.</summary>
    ContactUnauthorized,

    /// <summary>The token does not have permission to read, write, or remove contacts (403).</summary>
    ContactForbidden,

    /// <summary>The contacts endpoint refused this contact, or the request that contained it.</summary>
    ContactRejected,

    /// <summary>The contact was not found.</summary>
    ContactNotFound,

    /// <summary>The external source or the schema of contacts was not found, was not specified, or is not unique by name.</summary>
    ContactSettingInvalid,

    /// <summary>The row was not sent, because the run ended first.</summary>
    NotAttempted,

    /// <summary>The journal cannot be used.</summary>
    JournalUnusable,

    /// <summary>An interactive sign-in was requested in a session where no user can give consent.</summary>
    InteractionNotPossible,

    /// <summary>No sign-in service was found at the addresses of the environment.</summary>
    EnvironmentNotFound,

    /// <summary>An unattended import cannot read its input or cannot write to its output folder.</summary>
    ImportUnusable,

    /// <summary>Another unattended import is using the output folder.</summary>
    ImportRunning,
}
