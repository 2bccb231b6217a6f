using GenesysGuest.Resilience;

namespace GenesysGuest.SignIn.Tokens;

/// <summary>The token that the token endpoint granted (RFC 6749 §5.1).</summary>
/// <param name="Value">The bearer token: a secret.</param>
/// <param name="Received">When the token was granted.</param>
/// <param name="Lifetime">How long the token is valid from then on, or null if unknown.</param>
/// <param name="Scopes">The scopes that the server returned or that were requested, or null if unknown.</param>
/// <param name="RefreshToken">The refresh token, which is a secret, or null if there is none.</param>
internal sealed record AccessToken(
    string Value, Moment Received, TimeSpan? Lifetime, IReadOnlyList<string>? Scopes, string? RefreshToken)
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Travel = TimeSpan.FromSeconds(5); // the lifetime began before the response arrived, and may end before the next request arrives

    /// <summary>The token in the format of requests.</summary>
    public BearerToken Bearer { get; } = new(Value);

    /// <summary>When the token expires, by the clock that was used when it was granted, or null if unknown.</summary>
    public DateTimeOffset? ExpiresAt => Received.Time + Lifetime;

    /// <summary>Why the token cannot be used although it was granted (a missing scope), or null if there is no known fault.</summary>
    public SignInException? Fault { get; init; }

    /// <summary>Whether the token has not expired.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>True even if the lifetime is unknown.</returns>
    public bool IsGood(TimeProvider time) => Lifetime is not { } lifetime || Received.Elapsed(time) < lifetime;

    /// <summary>Whether the token will not have expired by the time a request is received.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>True even if the lifetime is unknown.</returns>
    public bool IsGoodOnArrival(TimeProvider time) => Lifetime is not { } lifetime || Received.Elapsed(time) < lifetime - Least(Travel, lifetime, 10);

    /// <summary>Whether the token should be renewed: 60 seconds before it expires, or halfway through a lifetime of less than two minutes.</summary>
    /// <param name="time">The clock. If it was set forward, the token is renewed earlier than necessary. The clock is used because timestamps may not advance while the computer sleeps.</param>
    /// <returns>False if the lifetime is unknown.</returns>
    public bool IsDue(TimeProvider time) =>
        Lifetime is { } lifetime
        && lifetime - Least(Skew, lifetime, 2) is var due
        && (Received.Elapsed(time) >= due || time.GetUtcNow() - Received.Time >= due);

    /// <summary>Returns this token if it has no fault.</summary>
    /// <returns>This token.</returns>
    /// <exception cref="SignInException">The <see cref="Fault"/>.</exception>
    public AccessToken Usable() => Fault is { } fault ? throw fault : this;

    public override string ToString() => "***";

    private static TimeSpan Least(TimeSpan usual, TimeSpan lifetime, int part) => TimeSpan.FromTicks(Math.Min(usual.Ticks, lifetime.Ticks / part));
}
