namespace GenesysGuest.Sandbox;

/// <summary>An access token, until the sandbox discards it.</summary>
internal sealed class AccessToken(TokenFamily family, IReadOnlyList<string> scopes, IReadOnlyList<string> missingScopes, RateWindow rate, DateTimeOffset expires)
{
    private long _expiresAt = expires.UtcTicks;

    public SandboxClient Client => family.Client;

    /// <summary>The granted scopes.</summary>
    public IReadOnlyList<string> Scopes { get; } = scopes;

    /// <summary>The scopes that the guests address requires and this token lacks.</summary>
    public IReadOnlyList<string> MissingScopes { get; } = missingScopes;

    public RateWindow Rate { get; } = rate;

    public bool IsGood(DateTimeOffset now) => !family.IsRevoked && now.UtcTicks < Volatile.Read(ref _expiresAt);

    public void Expire() => Volatile.Write(ref _expiresAt, 0);
}
