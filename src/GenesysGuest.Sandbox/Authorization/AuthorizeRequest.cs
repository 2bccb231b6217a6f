namespace GenesysGuest.Sandbox;

/// <summary>An authorization request in which nothing is wrong.</summary>
/// <param name="Client">Who asks.</param>
/// <param name="RedirectUri">Where the answer goes.</param>
/// <param name="State">Given back as it is. Null if none was sent.</param>
/// <param name="Scopes">What is asked for.</param>
/// <param name="Granted">What Allow grants.</param>
/// <param name="CodeChallenge">The hash of the code verifier.</param>
internal sealed record AuthorizeRequest(
    SandboxClient Client, string RedirectUri, string? State, IReadOnlyList<string> Scopes, IReadOnlyList<string> Granted, string CodeChallenge);
