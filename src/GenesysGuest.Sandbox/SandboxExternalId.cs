namespace GenesysGuest.Sandbox;

/// <summary>An id that a contact has in a system outside.</summary>
/// <param name="SourceId">The id of the <see cref="SandboxExternalSource"/>.</param>
/// <param name="Value">The id there, compared character for character.</param>
public sealed record SandboxExternalId(string SourceId, string Value);
