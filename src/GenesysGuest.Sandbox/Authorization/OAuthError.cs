using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>An error of the token address (RFC 6749 §5.2), with the extra member <c>description</c> that Genesys Cloud adds.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Error">The error code.</param>
/// <param name="Description">The description of the problem.</param>
internal sealed record OAuthError(int Status, string Error, string Description)
{
    public static OAuthError RateLimitExceeded { get; } = new(400, "invalid_request", "rate limit exceeded");

    public static OAuthError InvalidRequest(string description) => new(400, "invalid_request", description);

    public static OAuthError InvalidGrant(string description) => new(400, "invalid_grant", description);

    public static OAuthError InvalidClient(string description) => new(401, "invalid_client", description);

    /// <summary>The error of the token address for a requested status.</summary>
    public static OAuthError OfStatus(int status) => status switch
    {
        400 => new(400, "invalid_request", "This fault was requested."),
        401 => InvalidClient("This fault was requested."),
        429 => new(429, "rate_limit_exceeded", "rate limit exceeded"),
        503 => new(503, "temporarily_unavailable", "This fault was requested."),
        _ => new(status, "server_error", "This fault was requested."),
    };

    public byte[] ToBody()
    {
        JsonScratch scratch = JsonScratch.Start();
        Utf8JsonWriter json = scratch.Writer;
        json.WriteStartObject();
        json.WriteString("error"u8, Error);
        json.WriteString("description"u8, Description);
        json.WriteString("error_description"u8, Description);
        json.WriteEndObject();
        return scratch.Written.ToArray();
    }

    public void Write(HttpContext context) => ResponseWriter.Write(context, Status, ResponseWriter.Json, ToBody());
}
