using System.Net;
using GenesysGuest.Http;

namespace GenesysGuest.Preflight;

/// <summary>What came of looking at an address once.</summary>
/// <param name="Asked">What was asked.</param>
/// <param name="Address">Of which address.</param>
/// <param name="Presence">Whether what is looked for is there.</param>
/// <param name="Attempt">What came.</param>
internal sealed record Sight(string Asked, Uri Address, Presence Presence, Attempt Attempt)
{
    public Response? Response => Attempt.Response;

    /// <summary>Whether a proxy wants to know who asks. It is not asked again: a password that is wrong several times locks accounts.</summary>
    public bool IsOfProxy => Response?.Status == HttpStatusCode.ProxyAuthenticationRequired;

    /// <summary>Why nothing answered; null: something did.</summary>
    public NetworkFailure? Failure => Attempt switch
    {
        { Response: { Status: HttpStatusCode.ProxyAuthenticationRequired } response } => NetworkFailure.ProxyAuthentication(response.Proxy),
        { Response: not null } => null,
        _ => NetworkFailure.Of(Attempt.ConnectFailure ?? Attempt.ResponseFailure!, Address, Attempt.Proxy),
    };

    /// <summary>What came, as the end of a sentence.</summary>
    public string Answer => (Failure, Response) switch
    {
        ({ } failure, _) => failure.Reason,
        (_, { Location: { } location }) => $"the answer is {(int)Response!.Status}, a redirect to {Printable.Text(location.IsAbsoluteUri ? location.GetLeftPart(UriPartial.Authority) : Address.Host)}",
        _ when Presence == Presence.Elsewhere => $"the answer is {(int)Response!.Status}, with a page or another body that does not belong there",
        _ when ErrorBody.Read(Response!) is { Code: { } code } error => $"the answer is {(int)Response!.Status} {code}{(error.Message is null ? "" : $": {error.Message}")}",
        _ => $"the answer is {(int)Response!.Status}",
    };
}
