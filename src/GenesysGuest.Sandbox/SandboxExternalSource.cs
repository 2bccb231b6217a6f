namespace GenesysGuest.Sandbox;

/// <summary>An external system with its own ids for contacts.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Active">Whether the sandbox accepts new ids of this source.</param>
public sealed record SandboxExternalSource(string Id, string Name, bool Active = true)
{
    /// <summary>The active default source of a sandbox, which <see cref="SandboxDeployment.Default"/> uses.</summary>
    public static SandboxExternalSource Default { get; } = new("e5e5e5e5-0000-4000-8000-000000000001", "CRM");

    /// <summary>The inactive default source of a sandbox, which no longer accepts ids.</summary>
    public static SandboxExternalSource Retired { get; } = new("e5e5e5e5-0000-4000-8000-000000000002", "Old CRM", Active: false);
}
