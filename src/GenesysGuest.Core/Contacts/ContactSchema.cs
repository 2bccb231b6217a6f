namespace GenesysGuest;

/// <summary>A schema of custom fields.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
public sealed record ContactSchema(string Id, int Version);
