namespace GenesysGuest.Sandbox;

/// <summary>A request as it arrived.</summary>
/// <param name="Method">The method, as it was sent.</param>
/// <param name="Path">The path, decoded.</param>
/// <param name="Query">The query as it was sent, with its question mark; empty if there was none.</param>
/// <param name="Headers">The headers by name, case ignored. Of <c>Authorization</c> only the scheme is kept.</param>
/// <param name="ReceivedAt">When it arrived, by the sandbox's clock.</param>
public sealed record SandboxRequest(
    string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, DateTimeOffset ReceivedAt)
{
    /// <summary>The scheme of the <c>Authorization</c> header, such as <c>Bearer</c>. Null if there was no such header.</summary>
    public string? AuthorizationScheme => Header("Authorization");

    /// <summary>The <c>User-Agent</c> header. Null if there was none.</summary>
    public string? UserAgent => Header("User-Agent");

    /// <summary>The <c>Content-Type</c> header. Null if there was none.</summary>
    public string? ContentType => Header("Content-Type");

    private string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;
}
