using GenesysGuest.Resilience;

namespace GenesysGuest.SignIn.Tokens;

/// <summary>Keeps one access token fresh for everyone who shares a connection: one refresh, however many callers. Thread-safe.</summary>
internal sealed class TokenCache(
    AccessToken first, Func<AccessToken, CancellationToken, Task<AccessToken>>? renew, TimeProvider time, CancellationToken lifetime) : IAuthorizationSource
{
    /// <summary>After a refresh that failed while the old token is still good, the next one is tried no sooner than this.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private AccessToken _current = first;
    private Task<AccessToken>? _renewal;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private SignInException? _ended;

    /// <summary>The token as it is, fresh or not.</summary>
    public AccessToken Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    /// <summary>Whether the token can be renewed.</summary>
    public bool CanRenew => renew is not null && (Current.RefreshToken is not null || !RenewalNeedsRefreshToken);

    /// <summary>Whether renewing takes a refresh token, as it does for all grants but client credentials.</summary>
    public bool RenewalNeedsRefreshToken { get; init; } = true;

    /// <summary>A token that is good now, renewed first if it is due.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the refresh that others wait for too.</param>
    /// <returns>The token.</returns>
    /// <exception cref="SignInException"><see cref="ErrorId.SessionExpired"/>, or why the refresh failed once the old token is no longer good.</exception>
    public async ValueTask<AccessToken> GetAsync(CancellationToken cancellationToken)
    {
        AccessToken current = CurrentUnlessEnded();
        DateTimeOffset now = time.GetUtcNow();
        if (current.RefreshAt is not { } due || now < due)
        {
            return current;
        }

        bool good = now < current.ExpiresAt;
        if (good && (!CanRenew || now < NotBefore))
        {
            return current;
        }

        try
        {
            return await RenewAsync(current, cancellationToken).ConfigureAwait(false);
        }
        catch (SignInException exception) when (exception.ErrorId != ErrorId.SessionExpired && good && time.GetUtcNow() < current.ExpiresAt && Current == current)
        {
            // The network is down for a moment, the token is not: work goes on, and the refresh is tried again soon.
            return current;
        }
    }

    /// <summary>A token other than one that the server refused.</summary>
    /// <param name="refused">The Authorization header that was answered 401.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A newer token; null if there is no way to have one.</returns>
    /// <exception cref="SignInException">Why the refresh failed.</exception>
    public async ValueTask<AccessToken?> ReplaceAsync(string refused, CancellationToken cancellationToken)
    {
        AccessToken current = CurrentUnlessEnded();
        if (!string.Equals(current.Authorization, refused, StringComparison.Ordinal))
        {
            return current; // someone else was refused first
        }

        return CanRenew ? await RenewAsync(current, cancellationToken).ConfigureAwait(false) : null;
    }

    async ValueTask<string> IAuthorizationSource.GetAsync(CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken).ConfigureAwait(false)).Authorization;

    async ValueTask<string?> IAuthorizationSource.ReplaceAsync(string refused, CancellationToken cancellationToken) =>
        (await ReplaceAsync(refused, cancellationToken).ConfigureAwait(false))?.Authorization;

    private DateTimeOffset NotBefore
    {
        get
        {
            lock (_gate)
            {
                return _notBefore;
            }
        }
    }

    private AccessToken CurrentUnlessEnded()
    {
        if (lifetime.IsCancellationRequested)
        {
            throw SignInException.ConnectionClosed();
        }

        lock (_gate)
        {
            return _ended is null ? _current : throw Expired(_ended);
        }
    }

    private async Task<AccessToken> RenewAsync(AccessToken old, CancellationToken cancellationToken)
    {
        if (!CanRenew)
        {
            throw Expired(inner: null);
        }

        Task<AccessToken> renewal;
        lock (_gate)
        {
            if (_current != old)
            {
                return _current;
            }

            renewal = _renewal ??= Task.Run(() => RenewOnceAsync(old), CancellationToken.None);
        }

        return await renewal.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<AccessToken> RenewOnceAsync(AccessToken old)
    {
        try
        {
            AccessToken renewed = await renew!(old, lifetime).ConfigureAwait(false);
            lock (_gate)
            {
                // A rotated refresh token is kept before anyone can use the token that came with it; none given: the old one stays good (RFC 6749 §6).
                _current = renewed with { RefreshToken = renewed.RefreshToken ?? old.RefreshToken };
                _renewal = null;
                return _current;
            }
        }
        catch (Exception exception)
        {
            SignInException? refused = exception as SignInException is { ErrorId: ErrorId.TokenRequestRejected, ServerCode: "invalid_grant" } grant ? grant : null;
            lock (_gate)
            {
                _renewal = null;
                _notBefore = time.GetUtcNow() + Pause;
                _ended ??= refused; // the server has spoken: asking again would look like theft
            }

            if (refused is not null)
            {
                throw Expired(refused);
            }

            throw;
        }
    }

    private static SignInException Expired(SignInException? inner) => new(
        ErrorId.SessionExpired,
        inner is null ? "The access token has run out, and there is no refresh token to renew it with." : $"The session cannot be renewed. {inner.Message}",
        "Sign in again.",
        inner)
    {
        NextStep = NextStep.SignIn,
        StatusCode = inner?.StatusCode,
        ServerCode = inner?.ServerCode,
        CorrelationId = inner?.CorrelationId,
    };
}
