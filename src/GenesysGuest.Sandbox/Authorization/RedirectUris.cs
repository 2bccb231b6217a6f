using System.Globalization;

namespace GenesysGuest.Sandbox;

/// <summary>Compares redirect URIs as text, without normalization, so that no unregistered URI matches a registered one.</summary>
internal static class RedirectUris
{
    private static readonly string[] Loopbacks = ["http://127.0.0.1", "http://[::1]", "http://localhost"];

    /// <summary>Whether a client has registered this redirect URI.</summary>
    public static bool IsRegistered(SandboxClient client, string redirectUri) =>
        client.RedirectUris.Contains(redirectUri, StringComparer.Ordinal)
        || (client.AnyLoopbackPort && WithoutLoopbackPort(redirectUri) is string candidate
            && client.RedirectUris.Any(registered => string.Equals(WithoutLoopbackPort(registered), candidate, StringComparison.Ordinal)));

    /// <summary>Adds parameters to a redirect URI and keeps its own query (RFC 6749 §3.1.2).</summary>
    public static string Append(string redirectUri, IEnumerable<(string Name, string? Value)> parameters)
    {
        IEnumerable<string> pairs = parameters
            .Where(parameter => parameter.Value is not null)
            .Select(parameter => parameter.Name + "=" + Uri.EscapeDataString(parameter.Value!));
        char separator = redirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return redirectUri + separator + string.Join('&', pairs);
    }

    private static string? WithoutLoopbackPort(string redirectUri)
    {
        string? loopback = Array.Find(Loopbacks, loopback => redirectUri.StartsWith(loopback, StringComparison.Ordinal));
        if (loopback is null)
        {
            return null;
        }

        string rest = redirectUri[loopback.Length..];
        if (!rest.StartsWith(':'))
        {
            return rest.Length == 0 || rest[0] == '/' ? redirectUri : null;
        }

        int end = rest.AsSpan(1).IndexOfAnyExceptInRange('0', '9') is >= 0 and int digits ? digits + 1 : rest.Length;
        bool isPort = int.TryParse(rest.AsSpan(1, end - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && port is > 0 and <= 65535;
        return isPort && (end == rest.Length || rest[end] == '/') ? loopback + rest[end..] : null;
    }
}
