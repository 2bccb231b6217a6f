namespace GenesysGuest.Sandbox;

/// <summary>An OAuth client that is registered with the sandbox.</summary>
/// <param name="Id">The client id, compared character for character.</param>
public sealed record SandboxClient(string Id)
{
    private static readonly string[] LoopbackCallbacks =
        ["http://127.0.0.1:8765/callback", "http://localhost:8765/callback", "http://[::1]:8765/callback"];

    private static readonly string[] BothGuestScopes = SandboxOptions.GuestScopes.Split(' ');

    private static readonly string[] AllScopes = [.. BothGuestScopes, SandboxOptions.ContactScope];

    /// <summary>The client whose scopes are requested in the authorization request: <c>sandbox-client</c>, with the callback on port 8765.</summary>
    public static SandboxClient Public { get; } = new("sandbox-client")
    {
        Name = "Interactive import",
        RedirectUris = LoopbackCallbacks,
        AllowedScopes = AllScopes,
    };

    /// <summary>The client whose scopes are defined in its registration, as on Genesys Cloud's own hosts: <c>sandbox-regional</c>.</summary>
    public static SandboxClient Regional { get; } = new("sandbox-regional")
    {
        RedirectUris = LoopbackCallbacks,
        AllowedScopes = AllScopes,
        ScopesSetOnClient = true,
    };

    /// <summary>The client for unattended runs: <c>sandbox-confidential</c> with the secret <c>sandbox-secret</c>.</summary>
    public static SandboxClient Confidential { get; } = new("sandbox-confidential")
    {
        Name = "Nightly import",
        Secret = "sandbox-secret",
        Grants = SandboxGrants.ClientCredentials,
        AllowedScopes = AllScopes,
        ScopesSetOnClient = true,
    };

    /// <summary>A client with a secret for sign-ins of people: <c>sandbox-web</c> with the secret <c>sandbox-secret</c>.</summary>
    public static SandboxClient Web { get; } = new("sandbox-web") { Secret = "sandbox-secret", RedirectUris = LoopbackCallbacks };

    /// <summary>The name that administrators see, or null to use the id.</summary>
    public string? Name { get; init; }

    /// <summary>The secret of a confidential client, sent with HTTP Basic authentication, or null for a public client, which must not authenticate.</summary>
    public string? Secret { get; init; }

    /// <summary>The registered redirect URIs, compared character for character.</summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    /// <summary>Whether a registered loopback redirect URI may have any port, as RFC 8252 §7.3 requires of a server. The default is false.</summary>
    public bool AnyLoopbackPort { get; init; }

    /// <summary>The scopes that this client may be granted. The default is <see cref="SandboxOptions.GuestScopes"/>.</summary>
    public IReadOnlyList<string> AllowedScopes { get; init; } = BothGuestScopes;

    /// <summary>Whether a request without scopes is granted all of <see cref="AllowedScopes"/>. If false, it is granted none.</summary>
    public bool ScopesSetOnClient { get; init; }

    /// <summary>The grants that this client may use. The default is the authorization code and its refresh.</summary>
    public SandboxGrants Grants { get; init; } = SandboxGrants.AuthorizationCode | SandboxGrants.RefreshToken;

    /// <summary>Whether the roles of this client permit guests and contacts. If false, requests receive 403 <c>missing.any.permissions</c>.</summary>
    public bool HasPermission { get; init; } = true;
}
