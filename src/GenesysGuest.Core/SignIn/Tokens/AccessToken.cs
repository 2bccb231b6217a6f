using GenesysGuest.Resilience;

namespace GenesysGuest.SignIn.Tokens;

/// <summary>What the token endpoint granted (RFC 6749 §5.1).</summary>
/// <param name="Value">The bearer token: a secret.</param>
/// <param name="ReceivedAt">When it was granted.</param>
/// <param name="ExpiresAt">When it runs out; null: not known.</param>
/// <param name="Scopes">What it may do, as far as the server said or was asked; null: not known.</param>
/// <param name="RefreshToken">What it can be renewed with: a secret; null: nothing.</param>
internal sealed record AccessToken(
    string Value, DateTimeOffset ReceivedAt, DateTimeOffset? ExpiresAt, IReadOnlyList<string>? Scopes, string? RefreshToken)
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>As requests bear it.</summary>
    public BearerToken Bearer { get; } = new(Value);

    /// <summary>When it should be renewed: 60 seconds early, or half-way through a life of less than two minutes.</summary>
    public DateTimeOffset? RefreshAt => ExpiresAt is { } end
        ? end - TimeSpan.FromTicks(Math.Min(Skew.Ticks, (end - ReceivedAt).Ticks / 2))
        : null;

    /// <summary>Why it is of no use although it was granted: a scope is missing; null: nothing is known against it.</summary>
    public SignInException? Fault { get; init; }

    public override string ToString() => "***";
}
