namespace GenesysGuest.Sandbox;

/// <summary>The options of a <see cref="SandboxServer"/>. The defaults are the published values of Genesys Cloud, if any.</summary>
public sealed record SandboxOptions
{
    /// <summary>The scopes for creating a guest.</summary>
    public const string GuestScopes = "webmessaging:guest:create externalusers:write";

    /// <summary>The scope for External Contacts.</summary>
    public const string ContactScope = "external-contacts";

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>The port to listen on, 1 to 65535. 0 (the default) selects any free port.</summary>
    public int Port { get; init; }

    /// <summary>The layouts of addresses to serve. The default is both.</summary>
    public SandboxLayouts Layouts { get; init; } = SandboxLayouts.Both;

    /// <summary>The organization's id.</summary>
    public string OrganizationId { get; init; } = "0a0a0a0a-0000-4000-8000-000000000001";

    /// <summary>The organization's name.</summary>
    public string OrganizationName { get; init; } = "Sandbox";

    /// <summary>The Messenger deployments. The default is <see cref="SandboxDeployment.Default"/>.</summary>
    public IReadOnlyList<SandboxDeployment> Deployments { get; init; } = [SandboxDeployment.Default];

    /// <summary>The divisions. A contact that names none belongs to the first. The default is <see cref="SandboxDivision.Home"/> and
    /// <see cref="SandboxDivision.Sales"/>.</summary>
    public IReadOnlyList<SandboxDivision> Divisions { get; init; } = [SandboxDivision.Home, SandboxDivision.Sales];

    /// <summary>The external sources of contacts. The default is <see cref="SandboxExternalSource.Default"/> and
    /// <see cref="SandboxExternalSource.Retired"/>.</summary>
    public IReadOnlyList<SandboxExternalSource> ExternalSources { get; init; } = [SandboxExternalSource.Default, SandboxExternalSource.Retired];

    /// <summary>The schemas of contacts. The default is <see cref="SandboxContactSchema.Default"/>.</summary>
    public IReadOnlyList<SandboxContactSchema> ContactSchemas { get; init; } = [SandboxContactSchema.Default];

    /// <summary>Whether the result of a successful item has the caller's id of the item. If false, it has the contact's id. The published types
    /// define the id only for the result of a failed item. The default is true.</summary>
    public bool ResultsBearTrackers { get; init; } = true;

    /// <summary>The difference between the <c>Date</c> header of every response and <see cref="Clock"/>. If zero (the default), the web server sets the header.</summary>
    public TimeSpan DateOffset { get; init; }

    /// <summary>Whether every sign-in is allowed without showing the consent page, for unattended runs.</summary>
    public bool AutoApprove { get; init; }

    /// <summary>Whether every sign-in is denied without showing the consent page. Cannot be combined with <see cref="AutoApprove"/>.</summary>
    public bool AutoDeny { get; init; }

    /// <summary>The <c>error</c> in the response to every valid authorization request, such as <c>temporarily_unavailable</c>, or null for no error.</summary>
    public string? AuthorizeError { get; init; }

    /// <summary>The value of <c>iss</c> in authorization responses (RFC 9207), or null (the default) to omit it.</summary>
    public string? Issuer { get; init; }

    /// <summary>The registered clients. The default is <see cref="SandboxClient.Public"/>, <see cref="SandboxClient.Regional"/>,
    /// <see cref="SandboxClient.Confidential"/> and <see cref="SandboxClient.Web"/>.</summary>
    public IReadOnlyList<SandboxClient> Clients { get; init; } = [SandboxClient.Public, SandboxClient.Regional, SandboxClient.Confidential, SandboxClient.Web];

    /// <summary>The scopes that a token must have to create a guest. The default is both of <see cref="GuestScopes"/>.</summary>
    public IReadOnlyList<string> RequiredScopes { get; init; } = GuestScopes.Split(' ');

    /// <summary>Scopes that are silently not granted, as for a user with fewer permissions. The default is none.</summary>
    public IReadOnlyList<string> WithheldScopes { get; init; } = [];

    /// <summary>The lifetime of an access token: at least 1 second. The default is one day.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The lifetime of an authorization code: at least 1 second. The default is 60 seconds.</summary>
    public TimeSpan CodeLifetime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether an authorization code also yields a refresh token. The default is true.</summary>
    public bool IssueRefreshTokens { get; init; } = true;

    /// <summary>Whether each refresh replaces the refresh token (RFC 9700 §2.2.2). If false, refresh responses contain none. The default is true.</summary>
    public bool RotateRefreshTokens { get; init; } = true;

    /// <summary>The <c>token_type</c> of token responses. The default is <c>bearer</c>, as Genesys Cloud spells it.</summary>
    public string TokenType { get; init; } = "bearer";

    /// <summary>Whether token responses omit <c>scope</c> (RFC 6749 §5.1: the granted scopes are then the requested ones).</summary>
    public bool OmitScope { get; init; }

    /// <summary>Whether token responses omit <c>expires_in</c>.</summary>
    public bool OmitExpiresIn { get; init; }

    /// <summary>The number of requests that a token may make in one <see cref="RateWindow"/>. 0 is no limit. The default is 300.</summary>
    public int RateLimit { get; init; } = 300;

    /// <summary>The length of a rate window, which begins with a token's first request: at least 1 second. The default is 60 seconds.</summary>
    public TimeSpan RateWindow { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The number of requests that other clients have already used when a window begins. The default is 0.</summary>
    public int RateUsedByOthers { get; init; }

    /// <summary>Whether guest and contact responses contain the <c>inin-ratelimit-*</c> headers. If false, only a 429 with <c>Retry-After</c> shows the limit.</summary>
    public bool EmitRateHeaders { get; init; } = true;

    /// <summary>The status of a created guest: 201 (the default) or 200.</summary>
    public int CreatedStatus { get; init; } = 201;

    /// <summary>The delay of each token, guest, and contact response. Not negative. The default is zero.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Whether created guests are stored for <see cref="SandboxServer.Guests"/>. If false, they are only counted.</summary>
    public bool KeepGuests { get; init; } = true;

    /// <summary>The number of requests that <see cref="RequestLog.Recent"/> keeps. 0 keeps none. The default is 256.</summary>
    public int RecentRequests { get; init; } = 256;

    /// <summary>The seed of the random numbers for <see cref="FaultPlan.Rate"/> and for the order of bulk results. With the same seed and the same order of requests, the same requests fail.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The clock for expiry, rate windows, and latency. The default is the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The problem with these options, or null if they are valid.</summary>
    internal string? Problem => this switch
    {
        { Port: < 0 or > 65535 } => "The port must be 0 to 65535.",
        { AutoApprove: true, AutoDeny: true } => "Automatic approval and automatic denial cannot be combined.",
        { Layouts: SandboxLayouts.None } => "At least one layout is required.",
        { CreatedStatus: not (200 or 201) } => "The status of a created guest must be 200 or 201.",
        { RateLimit: < 0 } or { RateUsedByOthers: < 0 } or { RecentRequests: < 0 } => "Numbers of requests must not be negative.",
        _ when TokenLifetime < Shortest || CodeLifetime < Shortest || RateWindow < Shortest =>
            "Lifetimes and the rate window must be 1 second or more.",
        _ when Latency < TimeSpan.Zero => "The latency must not be negative.",
        _ when Divisions.Count == 0 => "At least one division is required.",
        _ when Clients.DistinctBy(client => client.Id, StringComparer.Ordinal).Count() < Clients.Count => "Two clients have the same id.",
        _ => null,
    };
}
