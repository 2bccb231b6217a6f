namespace GenesysGuest.Sandbox;

/// <summary>A valid authorization request.</summary>
/// <param name="Client">The client.</param>
/// <param name="RedirectUri">The redirect URI.</param>
/// <param name="State">The state, which is returned unchanged, or null if none was sent.</param>
/// <param name="Scopes">The requested scopes.</param>
/// <param name="Granted">The scopes that Allow grants.</param>
/// <param name="CodeChallenge">The hash of the code verifier.</param>
internal sealed record AuthorizeRequest(
    SandboxClient Client, string RedirectUri, string? State, IReadOnlyList<string> Scopes, IReadOnlyList<string> Granted, string CodeChallenge);
