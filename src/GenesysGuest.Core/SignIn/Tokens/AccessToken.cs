using GenesysGuest.Resilience;

namespace GenesysGuest.SignIn.Tokens;

/// <summary>What the token endpoint granted (RFC 6749 §5.1).</summary>
/// <param name="Value">The bearer token: a secret.</param>
/// <param name="Received">When it was granted.</param>
/// <param name="Lifetime">How long it is good from then on; null: not known.</param>
/// <param name="Scopes">What it may do, as far as the server said or was asked; null: not known.</param>
/// <param name="RefreshToken">What it can be renewed with: a secret; null: nothing.</param>
internal sealed record AccessToken(
    string Value, Moment Received, TimeSpan? Lifetime, IReadOnlyList<string>? Scopes, string? RefreshToken)
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Travel = TimeSpan.FromSeconds(5); // the server's count began before the answer came, and ends before the next request does

    /// <summary>As requests bear it.</summary>
    public BearerToken Bearer { get; } = new(Value);

    /// <summary>When it runs out, by the clock that showed when it was granted; null: not known.</summary>
    public DateTimeOffset? ExpiresAt => Received.Time + Lifetime;

    /// <summary>Why it is of no use although it was granted: a scope is missing; null: nothing is known against it.</summary>
    public SignInException? Fault { get; init; }

    /// <summary>Whether it has not run out.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>True also if nobody knows.</returns>
    public bool IsGood(TimeProvider time) => Lifetime is not { } lifetime || Received.Elapsed(time) < lifetime;

    /// <summary>Whether it will not have run out by the time a request arrives.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>True also if nobody knows.</returns>
    public bool IsGoodOnArrival(TimeProvider time) => Lifetime is not { } lifetime || Received.Elapsed(time) < lifetime - Least(Travel, lifetime, 10);

    /// <summary>Whether it should be renewed: 60 seconds early, or half-way through a life of less than two minutes.</summary>
    /// <param name="time">The clock. If it was set forward, the token is renewed sooner than needed; if a computer slept, the clock alone knows.</param>
    /// <returns>False also if nobody knows when it runs out.</returns>
    public bool IsDue(TimeProvider time) =>
        Lifetime is { } lifetime
        && lifetime - Least(Skew, lifetime, 2) is var due
        && (Received.Elapsed(time) >= due || time.GetUtcNow() - Received.Time >= due);

    public override string ToString() => "***";

    private static TimeSpan Least(TimeSpan usual, TimeSpan lifetime, int part) => TimeSpan.FromTicks(Math.Min(usual.Ticks, lifetime.Ticks / part));
}
