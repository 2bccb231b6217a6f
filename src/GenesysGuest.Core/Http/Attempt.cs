using System.Net;

namespace GenesysGuest;

/// <summary>What came of sending a request once: exactly one of the three.</summary>
/// <param name="Answer">The server's answer.</param>
/// <param name="NeverSent">Why the request never left: the server knows nothing of it.</param>
/// <param name="NoAnswer">Why no answer came to a request that left: the server may have acted on it.</param>
internal readonly record struct Attempt(Answer? Answer = null, Exception? NeverSent = null, Exception? NoAnswer = null)
{
    /// <summary>The server asks for patience (408, 429).</summary>
    public bool IsThrottled => Answer?.Status is HttpStatusCode.RequestTimeout or (HttpStatusCode)429;

    /// <summary>The server failed, or could not be reached: what a circuit breaker counts.</summary>
    public bool IsOutage => NeverSent is not null || (int?)Answer?.Status >= 500;
}
