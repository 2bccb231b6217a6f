namespace GenesysGuest;

/// <summary>Every way in which the work can fail. The names are stable: scripts match on them, and docs/troubleshooting.md has a row for each.</summary>
public enum ErrorId
{
    /// <summary>The authorization server answered with an error: the user denied, or the request was not acceptable.</summary>
    AuthorizationDenied,

    /// <summary>No valid callback arrived before the deadline.</summary>
    AuthorizationTimedOut,

    /// <summary>The sign-in was cancelled while it waited.</summary>
    AuthorizationCancelled,

    /// <summary>The callback's <c>state</c> is not the one that was sent.</summary>
    StateMismatch,

    /// <summary>The callback is malformed, is for another redirect URI, comes from another issuer, or belongs to a request that was used before.</summary>
    InvalidCallback,

    /// <summary>Another process listens on the redirect URI's port.</summary>
    RedirectPortInUse,

    /// <summary>The redirect URI cannot be used for what was asked.</summary>
    InvalidRedirectUri,

    /// <summary>The token endpoint refused the request (400).</summary>
    TokenRequestRejected,

    /// <summary>The token endpoint does not know the client, or refuses its credentials (401).</summary>
    TokenRequestUnauthorized,

    /// <summary>The token endpoint could not be reached, or gave an answer that is none.</summary>
    TokenRequestFailed,

    /// <summary>The token lacks a scope that was asked for and is needed.</summary>
    MissingScope,

    /// <summary>There is no connection to work with.</summary>
    NotConnected,

    /// <summary>The token has run out and cannot be refreshed.</summary>
    SessionExpired,

    /// <summary>The environment is not a domain, a region or a usable address.</summary>
    InvalidEnvironment,

    /// <summary>A guest's data is incomplete or malformed; nothing was sent.</summary>
    InvalidGuest,

    /// <summary>The guests endpoint refused the token, also after a refresh (401).</summary>
    GuestUnauthorized,

    /// <summary>The token may not create guests (403).</summary>
    GuestForbidden,

    /// <summary>The guests endpoint refused this guest (400, 404, 409, 413, 415, 422 and other 4xx).</summary>
    GuestRejected,

    /// <summary>The request limit was still in force when the retries, or the longest permitted wait, ran out (429, 408).</summary>
    RateLimited,

    /// <summary>The service could not be reached, or failed (5xx), until the retries ran out. The guest was not made as far as the service said.</summary>
    ServiceUnavailable,

    /// <summary>The request was sent and no whole answer came: the guest may exist.</summary>
    GuestOutcomeUnknown,

    /// <summary>The service reported success in an answer that holds no usable guest: the guest exists, its token is lost.</summary>
    UnexpectedResponse,

    /// <summary>A contact's data is incomplete or malformed; nothing was sent.</summary>
    InvalidContact,

    /// <summary>The contacts endpoint refused the token, also after a refresh (401).</summary>
    ContactUnauthorized,

    /// <summary>The token may not read, write or remove contacts (403).</summary>
    ContactForbidden,

    /// <summary>The contacts endpoint refused this contact, or the request that it came with.</summary>
    ContactRejected,

    /// <summary>There is no such contact.</summary>
    ContactNotFound,

    /// <summary>The external source or the schema of contacts is not there, was not named, or is not the only one of its name.</summary>
    ContactSettingInvalid,

    /// <summary>The row was not sent, because the work ended before its turn came.</summary>
    NotAttempted,

    /// <summary>The journal cannot be used.</summary>
    JournalUnusable,

    /// <summary>A sign-in that takes a person was asked for where nobody is there to give consent.</summary>
    InteractionNotPossible,

    /// <summary>What is to be signed in at is not there: nothing that issues tokens answers at the environment's addresses.</summary>
    EnvironmentNotFound,

    /// <summary>An unattended import cannot read its input, or write to its output folder.</summary>
    ImportUnusable,

    /// <summary>Another unattended import uses the output folder.</summary>
    ImportRunning,
}
