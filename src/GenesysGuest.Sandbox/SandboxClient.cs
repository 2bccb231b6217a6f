namespace GenesysGuest.Sandbox;

/// <summary>An OAuth client that the sandbox knows.</summary>
/// <param name="Id">The client id, compared character for character.</param>
public sealed record SandboxClient(string Id)
{
    private static readonly string[] LoopbackCallbacks =
        ["http://127.0.0.1:8765/callback", "http://localhost:8765/callback", "http://[::1]:8765/callback"];

    private static readonly string[] BothGuestScopes = SandboxOptions.GuestScopes.Split(' ');

    private static readonly string[] AllScopes = [.. BothGuestScopes, SandboxOptions.ContactScope];

    /// <summary>The client that asks for its scopes in the authorization request: <c>sandbox-client</c>, with the callback on port 8765.</summary>
    public static SandboxClient Public { get; } = new("sandbox-client") { Name = "Guests by hand", RedirectUris = LoopbackCallbacks };

    /// <summary>The client whose scopes were set when it was registered, as on Genesys Cloud's own hosts: <c>sandbox-regional</c>.</summary>
    public static SandboxClient Regional { get; } = new("sandbox-regional")
    {
        RedirectUris = LoopbackCallbacks,
        AllowedScopes = AllScopes,
        ScopesSetOnClient = true,
    };

    /// <summary>The client for unattended runs: <c>sandbox-confidential</c> with the secret <c>sandbox-secret</c>.</summary>
    public static SandboxClient Confidential { get; } = new("sandbox-confidential")
    {
        Name = "Guests at night",
        Secret = "sandbox-secret",
        Grants = SandboxGrants.ClientCredentials,
        AllowedScopes = AllScopes,
        ScopesSetOnClient = true,
    };

    /// <summary>A client with a secret with which people sign in: <c>sandbox-web</c> with the secret <c>sandbox-secret</c>.</summary>
    public static SandboxClient Web { get; } = new("sandbox-web") { Secret = "sandbox-secret", RedirectUris = LoopbackCallbacks };

    /// <summary>Its name, as administrators see it; null: the id.</summary>
    public string? Name { get; init; }

    /// <summary>The secret of a confidential client, sent by HTTP Basic. Null for a public client, which must not authenticate.</summary>
    public string? Secret { get; init; }

    /// <summary>The registered redirect URIs, compared character for character.</summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    /// <summary>Lets the port of a registered loopback redirect URI vary, as RFC 8252 §7.3 asks of a server. False at first.</summary>
    public bool AnyLoopbackPort { get; init; }

    /// <summary>The scopes that this client may be granted. At first those of <see cref="SandboxOptions.GuestScopes"/>.</summary>
    public IReadOnlyList<string> AllowedScopes { get; init; } = BothGuestScopes;

    /// <summary>Whether a request that asks for no scope is granted all of <see cref="AllowedScopes"/>. If false, it is granted none.</summary>
    public bool ScopesSetOnClient { get; init; }

    /// <summary>The grants that this client may use. At first the authorization code and its refresh.</summary>
    public SandboxGrants Grants { get; init; } = SandboxGrants.AuthorizationCode | SandboxGrants.RefreshToken;

    /// <summary>Whether the roles behind this client permit guests and contacts. If false, they are answered 403 <c>missing.any.permissions</c>.</summary>
    public bool HasPermission { get; init; } = true;
}
