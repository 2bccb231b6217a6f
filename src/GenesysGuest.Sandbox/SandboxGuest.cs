namespace GenesysGuest.Sandbox;

/// <summary>A guest that the sandbox made, whether or not its answer ever reached the client.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name that was sent.</param>
/// <param name="Email">The address that was sent. Two guests may share one.</param>
/// <param name="Token">The token the client was to receive.</param>
/// <param name="CustomAttributes">The attributes that were sent; empty if none were.</param>
/// <param name="CreatedDate">When it was made, by the sandbox's clock.</param>
public sealed record SandboxGuest(
    Guid Id, string Name, string Email, string Token, IReadOnlyDictionary<string, string> CustomAttributes, DateTimeOffset CreatedDate);
