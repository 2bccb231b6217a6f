using System.Net;

namespace GenesysGuest.Http;

/// <summary>The result of sending a request once. Exactly one of the three values is set.</summary>
/// <param name="Response">The server's response.</param>
/// <param name="ConnectFailure">Why the request was never sent. The server did not receive it.</param>
/// <param name="ResponseFailure">Why a sent request has no response. The server may have acted on it.</param>
internal readonly record struct Attempt(Response? Response = null, Exception? ConnectFailure = null, Exception? ResponseFailure = null)
{
    /// <summary>Whether the server may have received the request. A proxy that returns 407 has not forwarded it.</summary>
    public bool HasLeft => ConnectFailure is null && Response?.Status != HttpStatusCode.ProxyAuthenticationRequired;

    /// <summary>The address of the proxy of a failed attempt, or null if there was none or it is unknown.</summary>
    public Uri? Proxy { get; init; }
}
