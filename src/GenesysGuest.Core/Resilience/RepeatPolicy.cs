using System.Globalization;
using System.Net;
using GenesysGuest.Http;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace GenesysGuest.Resilience;

/// <summary>"Again, and when?": the one place that says which attempts are repeated, after what wait, and whether that uses up a retry.</summary>
/// <param name="backoff">The waits that the server does not name.</param>
/// <param name="longestWait">The longest <c>Retry-After</c> worth waiting for.</param>
/// <param name="breaker">What knows whether the service is down; null: nothing does.</param>
internal sealed class RepeatPolicy(Backoff backoff, TimeSpan longestWait, OutageBreaker? breaker = null)
{
    /// <summary>The longest <c>Retry-After</c> worth waiting for.</summary>
    public TimeSpan LongestWait => longestWait;

    /// <summary>Reads an attempt.</summary>
    /// <param name="attempt">What came of it.</param>
    /// <returns>What it means for the question.</returns>
    public static AttemptKind KindOf(Attempt attempt) => attempt switch
    {
        { ConnectFailure: not null } => AttemptKind.Outage,
        { Response.Status: HttpStatusCode.RequestTimeout or (HttpStatusCode)429 } => AttemptKind.Throttled,
        { Response.Status: >= HttpStatusCode.InternalServerError } => AttemptKind.Outage,
        { Response: not null } => AttemptKind.Final,
        _ => AttemptKind.Lost,
    };

    /// <summary>Whether the server may have acted on a request that it did not answer with a success.</summary>
    /// <param name="request">The request.</param>
    /// <param name="attempt">What came of it.</param>
    /// <returns>True for 500, 502, 504 and 520 to 527, which come from servers and gateways that gave up in the middle, for a lost response, and for one of which too little is left.</returns>
    public static bool MayHaveActed(ApiRequest request, Attempt attempt) => attempt switch
    {
        { Response: { IsSuccess: true, Completeness: BodyCompleteness.Truncated } } => request.NeedsWholeAnswer,
        { Response: { } response } => (int)response.Status is 500 or 502 or 504 or (>= 520 and <= 527),
        _ => attempt.ResponseFailure is not null,
    };

    /// <summary>Whether an attempt failed for its token alone.</summary>
    /// <param name="attempt">What came of it.</param>
    /// <returns>True for 401.</returns>
    public static bool IsTokenRefused(Attempt attempt) => attempt.Response?.Status == HttpStatusCode.Unauthorized;

    /// <summary>Whether an attempt says that the service is down: what a circuit breaker counts.</summary>
    /// <param name="attempt">What came of it.</param>
    /// <returns>True also for a lost response: a gateway that resets every connection is no service.</returns>
    public static bool IsFailure(Attempt attempt) => KindOf(attempt) is AttemptKind.Outage or AttemptKind.Lost;

    /// <summary>Adds the repeating to a pipeline.</summary>
    /// <param name="pipeline">The pipeline so far.</param>
    /// <returns>The same.</returns>
    public ResiliencePipelineBuilder<Attempt> AddTo(ResiliencePipelineBuilder<Attempt> pipeline) => pipeline.AddRetry(new RetryStrategyOptions<Attempt>
    {
        MaxRetryAttempts = int.MaxValue, // the request's own limit counts
        ShouldHandle = arguments => new(IsRepeated(ApiRequest.Of(arguments.Context), arguments.Outcome)),
        DelayGenerator = static arguments => new(TimerTime.RoundUp(ApiRequest.Of(arguments.Context).Wait)),
    });

    /// <summary>Whether the same request may be sent again, as far as the attempt alone says.</summary>
    /// <param name="request">The request.</param>
    /// <param name="attempt">What came of it.</param>
    /// <returns>False also if the server asks for a longer wait than anyone waits.</returns>
    public bool MayRepeat(ApiRequest request, Attempt attempt)
    {
        Repeatable needed = KindOf(attempt) switch
        {
            AttemptKind.Throttled => Repeatable.IfNotActedOn,
            AttemptKind.Outage => attempt.ConnectFailure is null ? Repeatable.AfterServerFailure : Repeatable.IfNotActedOn,
            AttemptKind.Lost => Repeatable.Always,
            _ => attempt.Response switch
            {
                { } response when request.IsThrottled?.Invoke(response) == true => Repeatable.IfNotActedOn,
                { IsSuccess: true, Completeness: BodyCompleteness.Truncated } when request.NeedsWholeAnswer => Repeatable.Always,
                _ => (Repeatable)int.MaxValue,
            },
        };
        return needed <= request.Repeatable && !(attempt.Response?.RetryAfter > longestWait);
    }

    /// <summary>For how long everyone stops sending after an attempt.</summary>
    /// <param name="request">The request.</param>
    /// <param name="attempt">What came of it.</param>
    /// <returns>The time; null: nobody has to stop.</returns>
    public TimeSpan? ClosedFor(ApiRequest request, Attempt attempt) =>
        attempt.Response is { Status: (HttpStatusCode)429 } ? WaitAfter(request, attempt) : null;

    /// <summary>Whether an attempt failed for a reason that all requests share now: it says nothing about this one.</summary>
    /// <param name="attempt">What came of it.</param>
    /// <returns>True while the service is down.</returns>
    public bool IsForAll(Attempt attempt) => breaker?.IsOpen == true && IsFailure(attempt);

    private bool IsRepeated(ApiRequest request, Outcome<Attempt> outcome)
    {
        if (outcome.Exception is BrokenCircuitException open)
        {
            // While a probe is under way, the breaker may have no time to name: nobody asks it over and over.
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
            request.Wait = TimeSpan.Zero; // it takes its turn again all the same: the limit may have been reached meanwhile
            request.Log(DiagnosticLevel.Verbose, static () => "the access token was refused (401); sent again with a new one.");
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
            // It waits with the others, and its retries are not used up.
            bool isRepeated = IsTimeLeft(request) && !(attempt.Response?.RetryAfter > request.OutageTimeout - breaker!.Duration);
            request.Wait = UntilTimeIsUp(request, delay);
            if (isRepeated)
            {
                request.Log(DiagnosticLevel.Verbose, () => $"{Reason(request, attempt)}; it waits until the service is back.");
            }

            return isRepeated;
        }

        if (request.Retries >= request.MaxRetryCount)
        {
            return false;
        }

        request.Retries++;
        request.Wait = breaker is not null && ClosedFor(request, attempt) is not null ? TimeSpan.Zero : delay; // after a 429 everyone waits at the pacer
        request.Log(DiagnosticLevel.Verbose, () =>
            $"{Reason(request, attempt)}; retry {request.Retries} of {request.MaxRetryCount} in {delay.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s.");
        return true;
    }

    // The longer of the two: "Retry-After: 0" is no invitation to a storm.
    private TimeSpan WaitAfter(ApiRequest request, Attempt attempt)
    {
        TimeSpan delay = backoff.Delay(request.Retries);
        return attempt.Response?.RetryAfter is { } asked && asked > delay ? asked : delay;
    }

    private bool IsTimeLeft(ApiRequest request) => breaker?.Duration < request.OutageTimeout;

    // Nobody waits for a probe that would come after the time is up.
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
        return $"answered {(int)response.Status}{(response is { IsSuccess: true } ? ", cut off" : "")}{correlation}";
    }
}
