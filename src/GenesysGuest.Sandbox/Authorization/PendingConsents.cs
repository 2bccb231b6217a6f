using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace GenesysGuest.Sandbox;

/// <summary>Consent pages that have been shown and not been answered. Each has an id that only its page knows and that is good once.</summary>
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

    /// <summary>The request behind a consent page. Null if the id was never given, was used or is too old.</summary>
    public AuthorizeRequest? Take(string id) =>
        _pending.TryRemove(id, out (AuthorizeRequest Request, DateTimeOffset Expires) pending) && clock.GetUtcNow() < pending.Expires
            ? pending.Request
            : null;
}
