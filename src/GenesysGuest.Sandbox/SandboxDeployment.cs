namespace GenesysGuest.Sandbox;

/// <summary>A Messenger deployment, with its settings to recognize visitors.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ResolvesIdentities">Whether it looks up the contact of an authenticated visitor.</param>
/// <param name="ExternalSourceId">The external source for the lookup, or null if none is set.</param>
public sealed record SandboxDeployment(string Id, bool ResolvesIdentities = true, string? ExternalSourceId = null)
{
    /// <summary>The default deployment of a sandbox.</summary>
    public static SandboxDeployment Default { get; } =
        new("5a5a5a5a-0000-4000-8000-000000000001", ExternalSourceId: "e5e5e5e5-0000-4000-8000-000000000001");
}
