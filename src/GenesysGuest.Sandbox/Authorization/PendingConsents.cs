using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace GenesysGuest.Sandbox;

/// <summary>The consent pages that are waiting for a decision. Each has an id that only its page contains and that is valid once.</summary>
internal sealed class PendingConsents(TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (AuthorizeRequest Request, DateTimeOffset Expires)> _pending = new(StringComparer.Ordinal);

    public string Add(AuthorizeRequest request)
    {
        DateTimeOffset now = clock.GetUtcNow();
        foreach (string stale in _pending.Where(pending => pending.Value.Expires <= now).Select(pending => pending.Key))
        {
            _pending.TryRemove(stale, out _);
        }

        string id = RandomNumberGenerator.GetHexString(64, lowercase: true);
        _pending[id] = (request, now + Lifetime);
        return id;
    }

    /// <summary>Returns the request behind a consent page, or null if the id is unknown, was used, or is too old.</summary>
    public AuthorizeRequest? Take(string id) =>
        _pending.TryRemove(id, out (AuthorizeRequest Request, DateTimeOffset Expires) pending) && clock.GetUtcNow() < pending.Expires
            ? pending.Request
            : null;
}
