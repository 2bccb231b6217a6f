namespace GenesysGuest.Sandbox;

/// <summary>A received request.</summary>
/// <param name="Method">The method, as it was sent.</param>
/// <param name="Path">The path, decoded.</param>
/// <param name="Query">The query as it was sent, with its question mark. Empty if the request had none.</param>
/// <param name="Headers">The headers by name (case-insensitive). Only the scheme of <c>Authorization</c> is kept.</param>
/// <param name="ReceivedAt">When it arrived, by the sandbox's clock.</param>
public sealed record SandboxRequest(
    string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, DateTimeOffset ReceivedAt)
{
    /// <summary>The scheme of the <c>Authorization</c> header, such as <c>Bearer</c>, or null if the header is missing.</summary>
    public string? AuthorizationScheme => Header("Authorization");

    /// <summary>The <c>User-Agent</c> header, or null if it is missing.</summary>
    public string? UserAgent => Header("User-Agent");

    /// <summary>The <c>Content-Type</c> header, or null if it is missing.</summary>
    public string? ContentType => Header("Content-Type");

    private string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;
}
