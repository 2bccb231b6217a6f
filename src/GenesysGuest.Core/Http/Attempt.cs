using System.Net;

namespace GenesysGuest.Http;

/// <summary>What came of sending a request once: exactly one of the three.</summary>
/// <param name="Response">The server's response.</param>
/// <param name="ConnectFailure">Why the request never left: the server knows nothing of it.</param>
/// <param name="ResponseFailure">Why no response came to a request that left: the server may have acted on it.</param>
internal readonly record struct Attempt(Response? Response = null, Exception? ConnectFailure = null, Exception? ResponseFailure = null)
{
    /// <summary>Whether the server may know of the request. What a proxy answers with 407 it has not passed on.</summary>
    public bool HasLeft => ConnectFailure is null && Response?.Status != HttpStatusCode.ProxyAuthenticationRequired;

    /// <summary>Where the proxy is that a failed attempt went by; null: there was none, or nobody knows.</summary>
    public Uri? Proxy { get; init; }
}
