using System.Net;
using System.Text;
using GenesysGuest.Http;
using GenesysGuest.Resilience;

namespace GenesysGuest.Preflight;

/// <summary>Sends a single test request to an address. The request changes nothing. It contains no secret except the token, which is sent only to the API.</summary>
internal sealed class Lookout : IDisposable
{
    /// <summary>The maximum duration of a request.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Transport _transport;

    /// <summary>Creates an instance with a separate connection to the network.</summary>
    /// <param name="options">The options for the network.</param>
    /// <param name="seen">Receives each certificate that a server presents, or null.</param>
    public Lookout(ConnectionOptions options, Action<CertificateSeen>? seen = null) =>
        _transport = Transport.Of(options with { RequestTimeout = options.RequestTimeout is var limit && limit > TimeSpan.Zero && limit < Patience ? limit : Patience }, seen);

    /// <summary>The clock.</summary>
    public TimeProvider Time => _transport.Time;

    /// <summary>Requests an authorize address as a browser would.</summary>
    /// <param name="address">The address. With a query, the response also shows whether the client is known.</param>
    /// <param name="redirectUri">The redirect URI in that query, or null if there is no query.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The result.</returns>
    public Task<Sight> AuthorizeAsync(Uri address, string? redirectUri, CancellationToken cancellationToken) =>
        LookAsync(HttpMethod.Get, address, body: null, token: null, response => PresenceOfPage(response, address, redirectUri), cancellationToken);

    /// <summary>Requests a token address with an empty form, because a different system could respond to a GET.</summary>
    /// <param name="address">The address.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The result.</returns>
    public Task<Sight> TokenAsync(Uri address, CancellationToken cancellationToken) => LookAsync(
        HttpMethod.Post, address, new RequestBody(Encoding.ASCII.GetBytes("grant_type="), ApiRequest.Form), token: null,
        static response => response.IsSuccess || IsRedirect(response) ? Presence.Elsewhere : PresenceOf(response), cancellationToken);

    /// <summary>Requests an address of the API.</summary>
    /// <param name="address">The address.</param>
    /// <param name="token">The token to send, or null for none.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The result. An address that requires a different method counts as found.</returns>
    public Task<Sight> ApiAsync(Uri address, BearerToken? token, CancellationToken cancellationToken) => LookAsync(
        HttpMethod.Get, address, body: null, token,
        static response => IsRedirect(response) ? Presence.Elsewhere : response.Status == HttpStatusCode.MethodNotAllowed ? Presence.Here : PresenceOf(response), cancellationToken);

    /// <summary>Whether a response is a redirect back to the redirect URI, as the receiver would decide. Queries are ignored.</summary>
    /// <param name="response">The response.</param>
    /// <param name="redirectUri">The redirect URI.</param>
    /// <returns>True if its target is the same address.</returns>
    public static bool ReturnsTo(Response response, string redirectUri) =>
        IsRedirect(response)
        && response.Location is { IsAbsoluteUri: true } location
        && string.Equals(location.GetLeftPart(UriPartial.Path), new Uri(redirectUri).GetLeftPart(UriPartial.Path), StringComparison.Ordinal);

    public void Dispose() => _transport.Dispose();

    private async Task<Sight> LookAsync(
        HttpMethod method, Uri address, RequestBody? body, BearerToken? token, Func<Response, Presence> read, CancellationToken cancellationToken)
    {
        Attempt attempt = await _transport.SendAsync(method, address, body, token?.Header, token?.Secrets ?? [], cancellationToken).ConfigureAwait(false);
        Presence presence = attempt.Response is { Status: not HttpStatusCode.ProxyAuthenticationRequired } response ? read(response) : Presence.Unreachable;
        return new($"{method} {address.GetLeftPart(UriPartial.Path)}", address, presence, attempt);
    }

    private static Presence PresenceOf(Response response) =>
        response.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented ? Presence.Absent : Presence.Here;

    private static Presence PresenceOfPage(Response response, Uri address, string? redirectUri)
    {
        if (!IsRedirect(response))
        {
            // The server must not send these errors to the redirect URI, so the page itself contains them (RFC 6749 §4.1.2.1).
            return redirectUri is not null && response.Status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized ? Presence.Refused : PresenceOf(response);
        }

        if (response.Location is not { IsAbsoluteUri: true } location)
        {
            return Presence.Here;
        }

        bool isAnswer = redirectUri is not null && ReturnsTo(response, redirectUri);
        return isAnswer || IsSame(location.Host, address.Host) ? Presence.Here
            : IsSameSite(location.Host, address.Host) ? Presence.Moved
            : Presence.Elsewhere;
    }

    private static bool IsRedirect(Response response) => (int)response.Status is >= 300 and <= 399;

    // One host is a subdomain of the other, or both are in the same domain of at least two labels.
    private static bool IsSameSite(string left, string right)
    {
        string parent = right[(right.IndexOf('.') + 1)..];
        return IsBelow(left, right) || IsBelow(right, left) || (parent.Contains('.') && !IPAddress.TryParse(right, out _) && (IsSame(left, parent) || IsBelow(left, parent)));
    }

    private static bool IsBelow(string host, string domain) => host.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase);

    private static bool IsSame(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
