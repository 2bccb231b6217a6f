namespace GenesysGuest.Sandbox;

/// <summary>The one line that the executable prints once it answers.</summary>
internal sealed record ReadyLine(
    string BaseAddress,
    Uri AuthorizeUri,
    Uri TokenUri,
    Uri GuestsUri,
    Uri ControlUri,
    string? ClientId,
    string? ConfidentialClientId,
    string? ConfidentialClientSecret,
    string? RedirectUri,
    int ProcessId)
{
    public static ReadyLine Of(SandboxServer server, IReadOnlyList<SandboxClient> clients)
    {
        SandboxClient? open = clients.FirstOrDefault(client => client.Secret is null);
        SandboxClient? confidential = clients.FirstOrDefault(client => client.Secret is not null);
        return new ReadyLine(
            server.BaseAddress.GetLeftPart(UriPartial.Authority),
            server.AuthorizeUri,
            server.TokenUri,
            server.GuestsUri,
            server.ControlUri,
            open?.Id,
            confidential?.Id,
            confidential?.Secret,
            open?.RedirectUris.Count > 0 ? open.RedirectUris[0] : null,
            Environment.ProcessId);
    }
}
