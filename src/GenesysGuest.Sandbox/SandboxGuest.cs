namespace GenesysGuest.Sandbox;

/// <summary>A guest that the sandbox created, even if the response never reached the client.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name that was sent.</param>
/// <param name="Email">The email address that was sent. Two guests may share one.</param>
/// <param name="Token">The token in the response to the client.</param>
/// <param name="CustomAttributes">The attributes that were sent. Empty if none were sent.</param>
/// <param name="CreatedDate">The time of its creation, by the sandbox's clock.</param>
public sealed record SandboxGuest(
    Guid Id, string Name, string Email, string Token, IReadOnlyDictionary<string, string> CustomAttributes, DateTimeOffset CreatedDate);
