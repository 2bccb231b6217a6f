namespace GenesysGuest.Sandbox;

/// <summary>The body of <c>POST /_sandbox/consume-rate-limit</c>.</summary>
internal sealed record RateLimitRequest(int Requests);
