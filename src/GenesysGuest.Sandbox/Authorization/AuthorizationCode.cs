namespace GenesysGuest.Sandbox;

/// <summary>An authorization code, kept after use to detect a replay.</summary>
internal sealed class AuthorizationCode(AuthorizeRequest request, DateTimeOffset expires)
{
    public AuthorizeRequest Request { get; } = request;

    public DateTimeOffset Expires { get; } = expires;

    public TokenFamily Family { get; } = new(request.Client, request.Granted);

    public bool IsSpent { get; set; }
}
