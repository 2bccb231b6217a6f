namespace GenesysGuest.Sandbox;

/// <summary>A system outside, in which contacts have ids of their own.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Active">Whether new ids of it are taken.</param>
public sealed record SandboxExternalSource(string Id, string Name, bool Active = true)
{
    /// <summary>The active source that a sandbox has at first: the one that <see cref="SandboxDeployment.Default"/> looks for.</summary>
    public static SandboxExternalSource Default { get; } = new("e5e5e5e5-0000-4000-8000-000000000001", "CRM");

    /// <summary>The source that a sandbox has at first and that takes no ids any more.</summary>
    public static SandboxExternalSource Retired { get; } = new("e5e5e5e5-0000-4000-8000-000000000002", "Old CRM", Active: false);
}
