namespace GenesysGuest.Sandbox;

/// <summary>A division of the organization.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record SandboxDivision(string Id, string Name)
{
    /// <summary>The division that every organization has.</summary>
    public static SandboxDivision Home { get; } = new("c0ffee00-0000-4000-8000-000000000001", "Home");

    /// <summary>Another default division of a sandbox.</summary>
    public static SandboxDivision Sales { get; } = new("c0ffee00-0000-4000-8000-000000000002", "Sales");
}
