using System.Globalization;
using System.Net;
using GenesysGuest.Http;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace GenesysGuest.Resilience;

/// <summary>Decides which attempts are retried, after which delay, and whether that uses up a retry. No other class decides this.</summary>
/// <param name="backoff">Calculates the delays that the server does not specify.</param>
/// <param name="longestWait">The longest <c>Retry-After</c> that is honored.</param>
/// <param name="breaker">The circuit breaker, or null for none.</param>
internal sealed class RepeatPolicy(Backoff backoff, TimeSpan longestWait, OutageBreaker? breaker = null)
{
    /// <summary>The longest <c>Retry-After</c> that is honored.</summary>
    public TimeSpan LongestWait => longestWait;

    /// <summary>Classifies an attempt.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <returns>The kind of result.</returns>
    public static AttemptKind KindOf(Attempt attempt) => attempt switch
    {
        { ConnectFailure: not null } => AttemptKind.Outage,
        { Response.Status: HttpStatusCode.RequestTimeout or (HttpStatusCode)429 } => AttemptKind.Throttled,
        { Response.Status: >= HttpStatusCode.InternalServerError } => AttemptKind.Outage,
        { Response: not null } => AttemptKind.Final,
        _ => AttemptKind.Lost,
    };

    /// <summary>Whether the server may have acted on a request without returning a usable success response.</summary>
    /// <param name="request">The request.</param>
    /// <param name="attempt">The attempt.</param>
    /// <returns>
    /// True for 500, 502, 504, and 520 to 527, which come from servers and gateways that stopped in the middle, for a lost response, and for an incomplete success response
    /// if it is unusable.
    /// </returns>
    public static bool MayHaveActed(ApiRequest request, Attempt attempt) => attempt switch
    {
        { Response: { IsSuccess: true } response } => IsUnusable(request, response),
        { Response: { } response } => (int)response.Status is 500 or 502 or 504 or (>= 520 and <= 527),
        _ => attempt.ResponseFailure is not null,
    };

    /// <summary>Whether an attempt failed only because of its token.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <returns>True for 401.</returns>
    public static bool IsTokenRefused(Attempt attempt) => attempt.Response?.Status == HttpStatusCode.Unauthorized;

    /// <summary>Whether an attempt means that the service is unavailable. The circuit breaker counts this.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <returns>True also for a lost response, because a gateway that resets every connection is an outage.</returns>
    public static bool IsFailure(Attempt attempt) => KindOf(attempt) is AttemptKind.Outage or AttemptKind.Lost;

    /// <summary>Adds the retry strategy to a pipeline.</summary>
    /// <param name="pipeline">The pipeline builder.</param>
    /// <returns>The same builder.</returns>
    public ResiliencePipelineBuilder<Attempt> AddTo(ResiliencePipelineBuilder<Attempt> pipeline) => pipeline.AddRetry(new RetryStrategyOptions<Attempt>
    {
        MaxRetryAttempts = int.MaxValue, // the limit of the request applies
        ShouldHandle = arguments => new(IsRepeated(ApiRequest.Of(arguments.Context), arguments.Outcome)),
        DelayGenerator = static arguments => new(TimerTime.RoundUp(ApiRequest.Of(arguments.Context).Wait)),
    });

    /// <summary>Whether the same request may be sent again, judged by the attempt alone.</summary>
    /// <param name="request">The request.</param>
    /// <param name="attempt">The attempt.</param>
    /// <returns>False if the server requests a longer wait than the maximum.</returns>
    public bool MayRepeat(ApiRequest request, Attempt attempt)
    {
        Repeatable? needed = KindOf(attempt) switch
        {
            AttemptKind.Throttled => Repeatable.IfNotActedOn,
            AttemptKind.Outage => attempt.ConnectFailure is null ? Repeatable.AfterServerFailure : Repeatable.IfNotActedOn,
            AttemptKind.Lost => Repeatable.Always,
            _ => attempt.Response switch
            {
                { } response when request.IsThrottled?.Invoke(response) == true => Repeatable.IfNotActedOn,
                { } response when IsUnusable(request, response) => Repeatable.Always,
                _ => null,
            },
        };
        return needed <= request.Repeatable && !(attempt.Response?.RetryAfter > longestWait);
    }

    /// <summary>Returns how long no requests may be sent after an attempt.</summary>
    /// <param name="request">The request.</param>
    /// <param name="attempt">The attempt.</param>
    /// <returns>The time, or null if requests may be sent.</returns>
    public TimeSpan? ClosedFor(ApiRequest request, Attempt attempt) =>
        attempt.Response is { Status: (HttpStatusCode)429 } ? WaitAfter(request, attempt) : null;

    /// <summary>Whether an attempt failed because of an outage that affects all requests.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <returns>True while the service is unavailable.</returns>
    public bool IsForAll(Attempt attempt) => breaker?.IsOpen == true && IsFailure(attempt);

    private static bool IsUnusable(ApiRequest request, Response response) =>
        request.NeedsWholeResponse && response is { IsSuccess: true, Completeness: BodyCompleteness.Truncated };

    private bool IsRepeated(ApiRequest request, Outcome<Attempt> outcome)
    {
        if (outcome.Exception is BrokenCircuitException open)
        {
            // During a probe, the breaker may specify no time. The minimum prevents a busy loop.
            request.Wait = UntilTimeIsUp(request, backoff.Spread(open.RetryAfter is { } wait && wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1)));
            return IsTimeLeft(request);
        }

        if (outcome.Exception is not null)
        {
            request.Wait = TimeSpan.Zero;
            return outcome.Exception is TurnLostException;
        }

        if (request.HasNewToken && IsTokenRefused(outcome.Result))
        {
            request.Wait = TimeSpan.Zero; // the pacer still delays it if the limit was reached in the meantime
            request.Log(DiagnosticLevel.Verbose, static () => "the access token was refused (401). The request is sent again with a new token.");
            return true;
        }

        if (!MayRepeat(request, outcome.Result))
        {
            return false;
        }

        Attempt attempt = outcome.Result;
        TimeSpan delay = WaitAfter(request, attempt);
        if (IsForAll(attempt))
        {
            // The request waits for the end of the outage, as all requests do. This uses up no retry.
            bool isRepeated = IsTimeLeft(request) && !(attempt.Response?.RetryAfter > request.OutageTimeout - breaker!.Duration);
            request.Wait = UntilTimeIsUp(request, delay);
            if (isRepeated)
            {
                request.Log(DiagnosticLevel.Verbose, () => $"{Reason(request, attempt)}. The request waits until the service is available again.");
            }

            return isRepeated;
        }

        if (request.Retries >= request.MaxRetryCount)
        {
            return false;
        }

        request.Retries++;
        request.Wait = breaker is not null && ClosedFor(request, attempt) is not null ? TimeSpan.Zero : delay; // after a 429, all requests wait at the pacer
        request.Log(DiagnosticLevel.Verbose, () =>
            $"{Reason(request, attempt)}. Retry {request.Retries} of {request.MaxRetryCount} in {delay.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s.");
        return true;
    }

    // The longer delay applies, so that "Retry-After: 0" does not cause a flood of requests.
    private TimeSpan WaitAfter(ApiRequest request, Attempt attempt)
    {
        TimeSpan delay = backoff.Delay(request.Retries);
        return attempt.Response?.RetryAfter is { } asked && asked > delay ? asked : delay;
    }

    private bool IsTimeLeft(ApiRequest request) => breaker?.Duration < request.OutageTimeout;

    // The wait ends at the time limit, because no probe is sent after it.
    private TimeSpan UntilTimeIsUp(ApiRequest request, TimeSpan wait)
    {
        TimeSpan left = request.OutageTimeout - breaker!.Duration;
        return left >= wait ? wait : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static string Reason(ApiRequest request, Attempt attempt)
    {
        if (attempt.Response is not { } response)
        {
            return NetworkFailure.Of(attempt.ConnectFailure ?? attempt.ResponseFailure!, request.Address, attempt.Proxy).Reason;
        }

        string correlation = response.CorrelationId is { } id ? $", correlation id {id}" : "";
        return $"HTTP {(int)response.Status}{(response is { IsSuccess: true } ? ", incomplete" : "")}{correlation}";
    }
}
