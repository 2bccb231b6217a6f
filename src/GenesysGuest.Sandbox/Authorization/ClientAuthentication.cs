using System.Security.Cryptography;
using System.Text;

namespace GenesysGuest.Sandbox;

/// <summary>The authenticated client of a token request, or an error.</summary>
/// <param name="Client">The client, if it is authenticated.</param>
/// <param name="Error">The error, if it is not.</param>
internal readonly record struct ClientAuthentication(SandboxClient? Client, OAuthError? Error)
{
    public static ClientAuthentication Read(HttpContext context, FormFields form, IReadOnlyList<SandboxClient> clients)
    {
        string? clientId = form["client_id"];
        if (form["client_secret"] is not null)
        {
            return new(null, OAuthError.InvalidRequest("Send the client secret in the Authorization header, not in the body."));
        }

        string authorization = context.Request.Headers.Authorization.ToString();
        if (authorization.Length == 0)
        {
            if (clientId is null)
            {
                return new(null, OAuthError.InvalidClient("The client_id is missing."));
            }

            return Find(clients, clientId) is { Secret: null } open
                ? new(open, null)
                : new(null, OAuthError.InvalidClient("The client is unknown, or it must authenticate. Check the region."));
        }

        context.Response.Headers.WWWAuthenticate = "Basic realm=\"sandbox\"";
        if (ReadBasic(authorization) is not (string id, string secret))
        {
            return new(null, OAuthError.InvalidClient("The Authorization header is not HTTP Basic."));
        }

        if (clientId is not null && !string.Equals(clientId, id, StringComparison.Ordinal))
        {
            return new(null, OAuthError.InvalidRequest("The client_id in the body differs from the one in the Authorization header."));
        }

        if (Find(clients, id) is { Secret: string expected } client
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(expected)))
        {
            context.Response.Headers.Remove("WWW-Authenticate");
            return new(client, null);
        }

        return new(null, OAuthError.InvalidClient("The client is unknown, it is public and must not authenticate, or its secret is wrong."));
    }

    private static SandboxClient? Find(IReadOnlyList<SandboxClient> clients, string id) =>
        clients.FirstOrDefault(client => string.Equals(client.Id, id, StringComparison.Ordinal));

    // RFC 6749 §2.3.1: both halves are form-encoded before they are joined.
    private static (string Id, string Secret)? ReadBasic(string authorization)
    {
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        byte[] decoded = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization["Basic ".Length..], decoded, out int length))
        {
            return null;
        }

        string pair = Encoding.Latin1.GetString(decoded, 0, length);
        int colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && FormFields.Decode(pair[..colon]) is string id && FormFields.Decode(pair[(colon + 1)..]) is string secret
            ? (id, secret)
            : null;
    }
}
