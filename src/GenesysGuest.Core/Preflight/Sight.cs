using System.Net;
using GenesysGuest.Http;

namespace GenesysGuest.Preflight;

/// <summary>The result of a test request.</summary>
/// <param name="Asked">The request.</param>
/// <param name="Address">The address.</param>
/// <param name="Presence">Whether the endpoint was found.</param>
/// <param name="Attempt">The attempt.</param>
internal sealed record Sight(string Asked, Uri Address, Presence Presence, Attempt Attempt)
{
    public Response? Response => Attempt.Response;

    /// <summary>Whether a proxy requires authentication. The request is not repeated, because repeated wrong passwords lock accounts.</summary>
    public bool IsOfProxy => Response?.Status == HttpStatusCode.ProxyAuthenticationRequired;

    /// <summary>Why no response was received, or null if there was one.</summary>
    public NetworkFailure? Failure => Attempt switch
    {
        { Response: { Status: HttpStatusCode.ProxyAuthenticationRequired } response } => NetworkFailure.ProxyAuthentication(response.Proxy),
        { Response: not null } => null,
        _ => NetworkFailure.Of(Attempt.ConnectFailure ?? Attempt.ResponseFailure!, Address, Attempt.Proxy),
    };

    /// <summary>The result, as the end of a sentence.</summary>
    public string Answer => (Failure, Response) switch
    {
        ({ } failure, _) => failure.Reason,
        (_, { Location: { } location }) => $"the server returned {(int)Response!.Status}, a redirect to {Printable.Text(location.IsAbsoluteUri ? location.GetLeftPart(UriPartial.Authority) : Address.Host)}",
        _ when Presence == Presence.Elsewhere => $"the server returned {(int)Response!.Status}, with an unexpected page or body",
        _ when ErrorBody.Read(Response!) is { Code: { } code } error => $"the server returned {(int)Response!.Status} {code}{(error.Message is null ? "" : $": {error.Message}")}",
        _ => $"the server returned {(int)Response!.Status}",
    };
}
