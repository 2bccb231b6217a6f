namespace GenesysGuest.Sandbox;

/// <summary>An id that a contact has in an external system.</summary>
/// <param name="SourceId">The id of the <see cref="SandboxExternalSource"/>.</param>
/// <param name="Value">The id in that system, compared character for character.</param>
public sealed record SandboxExternalId(string SourceId, string Value);
