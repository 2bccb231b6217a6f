namespace GenesysGuest.Sandbox;

/// <summary>The external sources, divisions, and schemas that contacts may refer to.</summary>
internal sealed class ContactCatalog(SandboxOptions options)
{
    public IReadOnlyList<SandboxExternalSource> Sources => options.ExternalSources;

    public IReadOnlyList<SandboxContactSchema> Schemas => options.ContactSchemas;

    public string HomeDivisionId => options.Divisions[0].Id;

    public SandboxExternalSource? Source(string? id) =>
        options.ExternalSources.FirstOrDefault(source => string.Equals(source.Id, id, StringComparison.OrdinalIgnoreCase));

    public SandboxDivision? Division(string? id) =>
        options.Divisions.FirstOrDefault(division => string.Equals(division.Id, id, StringComparison.OrdinalIgnoreCase));

    public SandboxContactSchema? Schema(string? id, int version) =>
        options.ContactSchemas.FirstOrDefault(schema => schema.Version == version && string.Equals(schema.Id, id, StringComparison.OrdinalIgnoreCase));
}
