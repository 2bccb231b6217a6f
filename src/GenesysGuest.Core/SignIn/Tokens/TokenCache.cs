using GenesysGuest.Resilience;

namespace GenesysGuest.SignIn.Tokens;

/// <summary>Keeps one access token fresh for everyone who shares a connection: one refresh, however many callers. Thread-safe.</summary>
internal sealed class TokenCache(AccessToken first, TokenRenewal? renew, TimeProvider time, CancellationToken lifetime) : IAuthorizationSource
{
    /// <summary>After a refresh that failed, the next one is tried no sooner than this, and no sooner than the server permits.</summary>
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

    /// <summary>Drops the token and what it would be renewed with. A renewal that is under way brings none back.</summary>
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

    /// <summary>Whether renewing takes a refresh token, as it does for all grants but client credentials.</summary>
    public bool RenewalNeedsRefreshToken { get; init; } = true;

    /// <summary>A token that is good now, renewed first if it is due.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the refresh that others wait for too.</param>
    /// <returns>The token.</returns>
    /// <exception cref="SignInException">
    /// <see cref="ErrorId.SessionExpired"/>, <see cref="ErrorId.MissingScope"/>, or why the refresh failed once the old token is no longer good.
    /// </exception>
    public async ValueTask<AccessToken> GetAsync(CancellationToken cancellationToken)
    {
        AccessToken current = CurrentUnlessEnded();
        if (!current.IsDue(time) || (!CanRenew && current.IsGood(time)))
        {
            return Usable(current);
        }

        bool isGood = current.IsGoodOnArrival(time);
        try
        {
            // While the token is good nobody waits for more than one request, and only who asked for it.
            return Usable(await RenewAsync(current, isGood, isReplacement: false, cancellationToken).ConfigureAwait(false));
        }
        catch (SignInException exception) when (exception.ErrorId != ErrorId.SessionExpired && isGood && current.IsGood(time) && Current == current)
        {
            // The network is down for a moment, the token is not: work goes on, and the refresh is tried again soon.
            return Usable(current);
        }
    }

    /// <summary>A token other than one that the server refused.</summary>
    /// <param name="refused">The token that was answered 401.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A newer token; null if there is no way to have one.</returns>
    /// <exception cref="SignInException">Why the refresh failed.</exception>
    public async ValueTask<AccessToken?> ReplaceAsync(BearerToken refused, CancellationToken cancellationToken)
    {
        AccessToken current = CurrentUnlessEnded();
        if (!string.Equals(current.Bearer.Header, refused.Header, StringComparison.Ordinal))
        {
            return Usable(current); // someone else was refused first
        }

        return CanRenew ? Usable(await RenewAsync(current, isGood: false, isReplacement: true, cancellationToken).ConfigureAwait(false)) : null;
    }

    async ValueTask<BearerToken> IAuthorizationSource.GetAsync(CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken).ConfigureAwait(false)).Bearer;

    async ValueTask<BearerToken?> IAuthorizationSource.ReplaceAsync(BearerToken refused, CancellationToken cancellationToken) =>
        (await ReplaceAsync(refused, cancellationToken).ConfigureAwait(false))?.Bearer;

    private static AccessToken Usable(AccessToken token) => token.Fault is { } fault ? throw fault : token;

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

            // One that failed stays for the pause, and tells everyone why.
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

                // A rotated refresh token is kept before anyone can use the token that came with it; none given: the old one stays good (RFC 6749 §6).
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
                _lost += failure is { IsAnswerLost: true } && RenewalNeedsRefreshToken ? 1 : 0;

                // The server has spoken, or may have acted on the token twice: asking again would look like theft.
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
        inner is null ? "The access token has run out, and there is no refresh token to renew it with." : $"The session cannot be renewed. {inner.Message}",
        inner is null ? "Sign in again. Genesys Cloud gives public clients no refresh token: for a run that outlasts its token, sign in with client credentials." : "Sign in again.",
        inner)
    {
        NextStep = NextStep.SignIn,
        StatusCode = inner?.StatusCode,
        ServerCode = inner?.ServerCode,
        CorrelationId = inner?.CorrelationId,
    };
}
