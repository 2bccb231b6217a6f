namespace GenesysGuest.Sandbox;

/// <summary>The line that the executable prints when it is ready.</summary>
internal sealed record ReadyLine(
    string BaseAddress,
    Uri AuthorizeUri,
    Uri TokenUri,
    Uri GuestsUri,
    Uri ContactsUri,
    Uri ControlUri,
    string? ClientId,
    string? RegionalClientId,
    string? ConfidentialClientId,
    string? ConfidentialClientSecret,
    string? RedirectUri,
    string? ExternalSourceId,
    string? ExternalSourceName,
    string? ContactSchemaId,
    int ProcessId)
{
    public static ReadyLine Of(SandboxServer server, SandboxOptions options)
    {
        SandboxClient? open = options.Clients.FirstOrDefault(client => client.Secret is null);
        SandboxClient? confidential = options.Clients.FirstOrDefault(client => client.Secret is not null);
        SandboxExternalSource? source = options.ExternalSources.FirstOrDefault(source => source.Active);
        return new ReadyLine(
            server.BaseAddress.GetLeftPart(UriPartial.Authority),
            server.AuthorizeUri,
            server.TokenUri,
            server.GuestsUri,
            server.ContactsUri,
            server.ControlUri,
            open?.Id,
            options.Clients.FirstOrDefault(client => client is { Secret: null, ScopesSetOnClient: true })?.Id,
            confidential?.Id,
            confidential?.Secret,
            open?.RedirectUris.Count > 0 ? open.RedirectUris[0] : null,
            source?.Id,
            source?.Name,
            options.ContactSchemas.Count > 0 ? options.ContactSchemas[0].Id : null,
            Environment.ProcessId);
    }
}
