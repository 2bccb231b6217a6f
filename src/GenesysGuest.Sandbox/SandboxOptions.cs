namespace GenesysGuest.Sandbox;

/// <summary>How a <see cref="SandboxServer"/> behaves. The defaults are those of Genesys Cloud where it publishes them.</summary>
public sealed record SandboxOptions
{
    /// <summary>The scopes that creating a guest needs.</summary>
    public const string GuestScopes = "webmessaging:guest:create externalusers:write";

    /// <summary>The scope that External Contacts need.</summary>
    public const string ContactScope = "external-contacts";

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>The port to listen on, 1 to 65535; 0 (the default) takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>Which layouts of addresses are served. Both at first.</summary>
    public SandboxLayouts Layouts { get; init; } = SandboxLayouts.Both;

    /// <summary>The organization's id.</summary>
    public string OrganizationId { get; init; } = "0a0a0a0a-0000-4000-8000-000000000001";

    /// <summary>The organization's name.</summary>
    public string OrganizationName { get; init; } = "Sandbox";

    /// <summary>The Messenger deployments. At first <see cref="SandboxDeployment.Default"/>.</summary>
    public IReadOnlyList<SandboxDeployment> Deployments { get; init; } = [SandboxDeployment.Default];

    /// <summary>The divisions; a contact that names none is in the first. At first <see cref="SandboxDivision.Home"/> and
    /// <see cref="SandboxDivision.Sales"/>.</summary>
    public IReadOnlyList<SandboxDivision> Divisions { get; init; } = [SandboxDivision.Home, SandboxDivision.Sales];

    /// <summary>The external sources of contacts. At first <see cref="SandboxExternalSource.Default"/> and
    /// <see cref="SandboxExternalSource.Retired"/>.</summary>
    public IReadOnlyList<SandboxExternalSource> ExternalSources { get; init; } = [SandboxExternalSource.Default, SandboxExternalSource.Retired];

    /// <summary>The schemas of contacts. At first <see cref="SandboxContactSchema.Default"/>.</summary>
    public IReadOnlyList<SandboxContactSchema> ContactSchemas { get; init; } = [SandboxContactSchema.Default];

    /// <summary>Whether the result of an item that succeeded has the id that the caller gave the item. If false, it has the contact's: the
    /// published types say only of an item that failed which id its result has. True at first.</summary>
    public bool ResultsBearTrackers { get; init; } = true;

    /// <summary>How far the <c>Date</c> of every answer is from <see cref="Clock"/>: not at all at first, and then left to the web server.</summary>
    public TimeSpan DateOffset { get; init; }

    /// <summary>Answers the consent page with Allow at once, without showing it. For runs without a person.</summary>
    public bool AutoApprove { get; init; }

    /// <summary>Answers the consent page with Deny at once. Not together with <see cref="AutoApprove"/>.</summary>
    public bool AutoDeny { get; init; }

    /// <summary>Answers every valid authorization request with this <c>error</c>, such as <c>temporarily_unavailable</c>. Null for none.</summary>
    public string? AuthorizeError { get; init; }

    /// <summary>The value of <c>iss</c> in authorization responses (RFC 9207). Null, the default, leaves it out.</summary>
    public string? Issuer { get; init; }

    /// <summary>The registered clients. At first <see cref="SandboxClient.Public"/>, <see cref="SandboxClient.Regional"/>,
    /// <see cref="SandboxClient.Confidential"/> and <see cref="SandboxClient.Web"/>.</summary>
    public IReadOnlyList<SandboxClient> Clients { get; init; } = [SandboxClient.Public, SandboxClient.Regional, SandboxClient.Confidential, SandboxClient.Web];

    /// <summary>The scopes a token must hold to create a guest. At first both of <see cref="GuestScopes"/>.</summary>
    public IReadOnlyList<string> RequiredScopes { get; init; } = GuestScopes.Split(' ');

    /// <summary>Scopes that are silently left out of what is granted, as a user with fewer rights would see. None at first.</summary>
    public IReadOnlyList<string> WithheldScopes { get; init; } = [];

    /// <summary>How long an access token is good for: at least 1 second. A day at first.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long an authorization code is good for: at least 1 second. 60 seconds at first.</summary>
    public TimeSpan CodeLifetime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether an authorization code also yields a refresh token. True at first.</summary>
    public bool IssueRefreshTokens { get; init; } = true;

    /// <summary>Whether each refresh replaces the refresh token (RFC 9700 §2.2.2). True at first; if false, refresh answers carry none.</summary>
    public bool RotateRefreshTokens { get; init; } = true;

    /// <summary>The <c>token_type</c> of token answers. <c>bearer</c> at first, as Genesys Cloud spells it.</summary>
    public string TokenType { get; init; } = "bearer";

    /// <summary>Leaves <c>scope</c> out of token answers (RFC 6749 §5.1: then it is what was asked for).</summary>
    public bool OmitScope { get; init; }

    /// <summary>Leaves <c>expires_in</c> out of token answers.</summary>
    public bool OmitExpiresIn { get; init; }

    /// <summary>How many requests a token may make in one <see cref="RateWindow"/>. 300 at first; 0 for no limit.</summary>
    public int RateLimit { get; init; } = 300;

    /// <summary>The length of a rate window, which begins with a token's first request: at least 1 second. 60 seconds at first.</summary>
    public TimeSpan RateWindow { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How much of every window somebody else has used already when it begins. 0 at first.</summary>
    public int RateUsedByOthers { get; init; }

    /// <summary>Whether guest and contact answers carry the <c>inin-ratelimit-*</c> headers. If false, only a 429 tells, with <c>Retry-After</c>.</summary>
    public bool EmitRateHeaders { get; init; } = true;

    /// <summary>The status of a created guest: 201 (the default) or 200.</summary>
    public int CreatedStatus { get; init; } = 201;

    /// <summary>How long each token, guest and contact answer is held back. Not negative; zero at first.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Whether created guests are kept for <see cref="SandboxServer.Guests"/>. If false, they are only counted.</summary>
    public bool KeepGuests { get; init; } = true;

    /// <summary>How many of the latest requests <see cref="RequestLog.Recent"/> keeps; 0 for none. 256 at first.</summary>
    public int RecentRequests { get; init; } = 256;

    /// <summary>The seed of the dice behind <see cref="FaultPlan.Rate"/> and of the order of bulk results: the same seed and order of requests fail alike.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What tells the time for expiry, rate windows and latency. The system's at first.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What is wrong with these options. Null if nothing is.</summary>
    internal string? Problem => this switch
    {
        { Port: < 0 or > 65535 } => "The port must be 0 to 65535.",
        { AutoApprove: true, AutoDeny: true } => "Every sign-in is allowed or denied, not both.",
        { Layouts: SandboxLayouts.None } => "There is no layout to serve.",
        { CreatedStatus: not (200 or 201) } => "A created guest is answered with 200 or 201.",
        { RateLimit: < 0 } or { RateUsedByOthers: < 0 } or { RecentRequests: < 0 } => "Numbers of requests must not be negative.",
        _ when TokenLifetime < Shortest || CodeLifetime < Shortest || RateWindow < Shortest =>
            "Lifetimes and the rate window must be 1 second or more.",
        _ when Latency < TimeSpan.Zero => "The latency must not be negative.",
        _ when Divisions.Count == 0 => "There must be a division.",
        _ when Clients.DistinctBy(client => client.Id, StringComparer.Ordinal).Count() < Clients.Count => "Two clients have the same id.",
        _ => null,
    };
}
