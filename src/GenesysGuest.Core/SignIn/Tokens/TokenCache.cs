using GenesysGuest.Resilience;

namespace GenesysGuest.SignIn.Tokens;

/// <summary>Keeps one access token valid for all users of a connection, with a single refresh for any number of callers. Thread-safe.</summary>
internal sealed class TokenCache(AccessToken first, TokenRenewal? renew, TimeProvider time, CancellationToken lifetime) : IAuthorizationSource
{
    /// <summary>The minimum time until the next attempt after a failed refresh. The server may require a longer one.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private AccessToken _current = first;
    private TokenRenewal? _renew = renew;
    private Task<AccessToken>? _renewal;
    private long _failedAt;
    private TimeSpan _pause;
    private int _lost;
    private SignInException? _ended;
    private bool _isForgotten;

    /// <summary>The current token, expired or not.</summary>
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

    /// <summary>Discards the token and everything needed to renew it. A renewal in progress does not restore them.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _isForgotten = true;
            _current = new AccessToken("", Moment.Now(time), Lifetime: null, Scopes: null, RefreshToken: null);
            _renewal = null;
            _renew = null;
        }
    }

    /// <summary>Whether the token can be renewed.</summary>
    public bool CanRenew => _renew is not null && (Current.RefreshToken is not null || !RenewalNeedsRefreshToken);

    /// <summary>Whether renewing requires a refresh token, as for all grants except client credentials.</summary>
    public bool RenewalNeedsRefreshToken { get; init; } = true;

    /// <summary>Gets a valid token, and renews it first if it is due.</summary>
    /// <param name="cancellationToken">Cancels the wait, but not a refresh that others wait for too.</param>
    /// <returns>The token.</returns>
    /// <exception cref="SignInException">
    /// <see cref="ErrorId.SessionExpired"/>, <see cref="ErrorId.MissingScope"/>, or the error of the refresh if the old token is no longer valid.
    /// </exception>
    public async ValueTask<AccessToken> GetAsync(CancellationToken cancellationToken)
    {
        AccessToken current = CurrentUnlessEnded();
        if (!current.IsDue(time) || (!CanRenew && current.IsGood(time)))
        {
            return current.Usable();
        }

        bool isGood = current.IsGoodOnArrival(time);
        try
        {
            // While the token is valid, only the caller that started the renewal waits, and only for one request.
            return (await RenewAsync(current, isGood, isReplacement: false, cancellationToken).ConfigureAwait(false)).Usable();
        }
        catch (SignInException exception) when (exception.ErrorId != ErrorId.SessionExpired && isGood && current.IsGood(time) && Current == current)
        {
            // The network is temporarily unavailable, but the token is still valid. The work continues, and the refresh is retried soon.
            return current.Usable();
        }
    }

    /// <summary>Gets a token to replace the one that the server refused.</summary>
    /// <param name="refused">The token that the server refused with 401.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A newer token, or null if none can be obtained.</returns>
    /// <exception cref="SignInException">The refresh failed.</exception>
    public async ValueTask<AccessToken?> ReplaceAsync(BearerToken refused, CancellationToken cancellationToken)
    {
        AccessToken current = CurrentUnlessEnded();
        if (!string.Equals(current.Bearer.Header, refused.Header, StringComparison.Ordinal))
        {
            return current.Usable(); // another caller was refused first
        }

        return CanRenew ? (await RenewAsync(current, isGood: false, isReplacement: true, cancellationToken).ConfigureAwait(false)).Usable() : null;
    }

    async ValueTask<BearerToken> IAuthorizationSource.GetAsync(CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken).ConfigureAwait(false)).Bearer;

    async ValueTask<BearerToken?> IAuthorizationSource.ReplaceAsync(BearerToken refused, CancellationToken cancellationToken) =>
        (await ReplaceAsync(refused, cancellationToken).ConfigureAwait(false))?.Bearer;

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

    private async Task<AccessToken> RenewAsync(AccessToken old, bool isGood, bool isReplacement, CancellationToken cancellationToken)
    {
        Task<AccessToken> renewal;
        lock (_gate)
        {
            if (_isForgotten)
            {
                throw SignInException.ConnectionClosed();
            }

            if (_current != old)
            {
                return _current;
            }

            if (_renew is not { } way || (old.RefreshToken is null && RenewalNeedsRefreshToken))
            {
                throw Expired(inner: null);
            }

            bool isUnderWay = _renewal is { IsCompleted: false };
            bool isPausing = _renewal is { IsCompleted: true } && time.GetElapsedTime(_failedAt) < _pause;
            if (isGood && (isUnderWay || isPausing || _lost > 0))
            {
                return old;
            }

            // A failed renewal is kept for the pause, and all callers get its error.
            renewal = isUnderWay || isPausing ? _renewal! : _renewal = Task.Run(() => RenewOnceAsync(way, old, isPatient: !isGood, isReplacement), CancellationToken.None);
        }

        return await renewal.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<AccessToken> RenewOnceAsync(TokenRenewal way, AccessToken old, bool isPatient, bool isReplacement)
    {
        try
        {
            AccessToken renewed = await way(old, isPatient, lifetime).ConfigureAwait(false);
            if (isReplacement)
            {
                renewed.Bearer.PutOnTrial();
            }

            lock (_gate)
            {
                if (_isForgotten)
                {
                    throw SignInException.ConnectionClosed();
                }

                // A rotated refresh token is stored before the access token can be used. If there is none, the old one remains valid (RFC 6749 §6).
                _current = renewed with { RefreshToken = renewed.RefreshToken ?? old.RefreshToken };
                _renewal = null;
                _lost = 0;
                return _current;
            }
        }
        catch (OperationCanceledException exception) when (lifetime.IsCancellationRequested)
        {
            throw SignInException.ConnectionClosed(exception);
        }
        catch (Exception exception)
        {
            SignInException? failure = exception as SignInException;
            lock (_gate)
            {
                _failedAt = time.GetTimestamp();
                _pause = failure?.RetryAfter > ShortestPause ? failure.RetryAfter.Value : ShortestPause;
                _lost += failure is { IsResponseLost: true } && RenewalNeedsRefreshToken ? 1 : 0;

                // The server has rejected the token, or may have used it twice. Sending it again would look like theft.
                _ended ??= failure is { ErrorId: ErrorId.TokenRequestRejected, ServerCode: "invalid_grant" } || _lost > 1 ? failure : null;
                if (_ended is not null)
                {
                    throw Expired(_ended);
                }
            }

            throw;
        }
    }

    private static SignInException Expired(SignInException? inner) => new(
        ErrorId.SessionExpired,
        inner is null ? "The access token has expired, and no refresh token is available to renew it." : $"The session cannot be renewed. {inner.Message}",
        inner is null ? "Sign in again. Genesys Cloud does not issue refresh tokens to public clients. For a run that takes longer than the lifetime of the token, sign in with client credentials." : "Sign in again.",
        inner)
    {
        NextStep = NextStep.SignIn,
        StatusCode = inner?.StatusCode,
        ServerCode = inner?.ServerCode,
        CorrelationId = inner?.CorrelationId,
    };
}
