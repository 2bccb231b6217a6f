using System.Net;
using System.Net.Http.Headers;
#if !NETSTANDARD2_0
using System.Runtime.CompilerServices;
#endif
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace GenesysGuest;

/// <summary>Creates guests one at a time, repeating what may be repeated and nothing else. Thread-safe.</summary>
public sealed class GuestClient
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly GenesysEnvironment _environment;
    private readonly Transport _transport;
    private readonly TokenCache _tokens;
    private readonly ConnectionOptions _options;
    private readonly Backoff _backoff;
    private readonly Outage _outage;
    private readonly Pacer _pacer;
    private readonly ResiliencePipeline<Attempt> _pipeline;

    internal GuestClient(GenesysEnvironment environment, Transport transport, TokenCache tokens, Pacer pacer, ConnectionOptions options)
    {
        _environment = environment;
        _transport = transport;
        _tokens = tokens;
        _options = options;
        _backoff = options.CreateBackoff();
        _outage = new Outage(options.TimeProvider);
        _pacer = pacer;
        _pipeline = new ResiliencePipelineBuilder<Attempt> { TimeProvider = options.TimeProvider }
            .AddRetry(new RetryStrategyOptions<Attempt>
            {
                MaxRetryAttempts = int.MaxValue, // the call's own limit counts, see ShouldRepeat
                ShouldHandle = arguments => new(ShouldRepeat(GuestCall.Of(arguments.Context), arguments.Outcome)),
                DelayGenerator = arguments => new(Delay(GuestCall.Of(arguments.Context), arguments.Outcome)),
            })
            .AddStrategy(_ => new TurnStrategy(pacer, _backoff, options.MaxRetryAfter))
            .AddPipeline(_outage.Breaker)
            .Build();
    }

    /// <summary>Creates a guest.</summary>
    /// <param name="request">The guest.</param>
    /// <param name="maxRetryCount">How many times a request that may be repeated is repeated; 3 by default.</param>
    /// <param name="log">Told of retries and of the bodies of server failures, redacted; called from any thread.</param>
    /// <param name="cancellationToken">Cancels. A request that has left by then has an unknown outcome.</param>
    /// <returns>The guest with its token, which cannot be had again.</returns>
    /// <exception cref="GuestException">The guest was not created, or it is not known whether it was.</exception>
    /// <exception cref="SignInException">The access token ran out and could not be renewed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the request left.</exception>
    public async Task<Guest> CreateAsync(
        GuestRequest request, int maxRetryCount = 3, Action<Diagnostic>? log = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        GuestCall call = new(maxRetryCount, GuestProvisioningOptions.DefaultOutageTimeout, rowNumber: null, log) { Abandon = cancellationToken };
        (Guest? guest, GuestException? error) = await TryCreateAsync(request, call, cancellationToken).ConfigureAwait(false);
        return guest ?? throw error!;
    }

    /// <summary>Where it creates guests.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"Guests of {_environment}";

    /// <summary>How long everyone waits for the request limit; zero if nobody does.</summary>
    internal TimeSpan LimitWait => _pacer.Wait;

    /// <summary>How long the service has been taken to be down; zero while it is not.</summary>
    internal TimeSpan OutageDuration => _outage.Duration;

    /// <summary>The same, with the error as a value.</summary>
    /// <param name="request">The guest.</param>
    /// <param name="call">The terms.</param>
    /// <param name="cancellationToken">Ends the waiting for a turn to send; <see cref="GuestCall.Abandon"/> ends the waiting for an answer.</param>
    /// <returns>One of the two.</returns>
#if !NETSTANDARD2_0
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // used again for each of a million rows
#endif
    internal async ValueTask<(Guest? Guest, GuestException? Error)> TryCreateAsync(GuestRequest request, GuestCall call, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        call.JoinTo(context);
        Outcome<Attempt> outcome = await _pipeline.ExecuteOutcomeAsync(
            static (context, work) => work.Client.SendAsync(work.Json, work.Call, context.CancellationToken), context, (Client: this, Json: request.ToJson(), Call: call))
            .ConfigureAwait(false);
        ResilienceContextPool.Shared.Return(context);
        if (outcome.Exception is BrokenCircuitException)
        {
            throw Down();
        }

        outcome.ThrowIfException();
        Attempt last = outcome.Result;
        if (IsForAll(last) && _outage.Duration >= call.OutageTimeout)
        {
            throw Down(); // the probe that went out when the time was up
        }

        Guest? guest = GuestAnswers.Read(last, request, _environment, _options.TimeProvider.GetUtcNow(), out GuestException? error);
        return (guest, error);
    }

#if !NETSTANDARD2_0
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // used again for each of a million rows
#endif
    private async ValueTask<Outcome<Attempt>> SendAsync(byte[] json, GuestCall call, CancellationToken cancellationToken)
    {
        try
        {
            AccessToken token = await _tokens.GetAsync(cancellationToken).ConfigureAwait(false);
            if (call.Sending is { } sending)
            {
                await sending().ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            Attempt attempt = await SendOnceAsync(json, token, call).ConfigureAwait(false);
            if (attempt.Answer?.Status == HttpStatusCode.Unauthorized
                && await _tokens.ReplaceAsync(token, cancellationToken).ConfigureAwait(false) is { } fresh)
            {
                call.Log(DiagnosticLevel.Verbose, static () => "the access token was refused (401); sent again with a new one.");
                attempt = await SendOnceAsync(json, fresh, call).ConfigureAwait(false);
            }

            if (attempt.Answer is { } answer && attempt.IsOutage)
            {
                LogFailure(call, answer, token);
            }

            if (call.Refused is { } refused && GuestAnswers.MayRepeat(attempt, _options.MaxRetryAfter))
            {
                await refused().ConfigureAwait(false);
            }

            return Outcome.FromResult(attempt);
        }
        catch (Exception exception)
        {
            return Outcome.FromException<Attempt>(exception); // Polly asks for it: what goes wrong here is a value to the strategies
        }
    }

    private static void LogFailure(GuestCall call, Answer answer, AccessToken token) =>
        call.Log(DiagnosticLevel.Debug, () => $"{(int)answer.Status} from the guests endpoint: {Redaction.Redact(answer.Body.ToArray(), token.Value)}");

    private ValueTask<Attempt> SendOnceAsync(byte[] json, AccessToken token, GuestCall call) =>
        _transport.PostAsync(_environment.GuestsUri, new RequestBody(json, Json), token.Authorization, call.Abandon);

    private bool ShouldRepeat(GuestCall call, Outcome<Attempt> outcome)
    {
        if (outcome.Exception is not null)
        {
            return outcome.Exception is BrokenCircuitException && _outage.Duration < call.OutageTimeout;
        }

        if (!GuestAnswers.MayRepeat(outcome.Result, _options.MaxRetryAfter))
        {
            return false;
        }

        return IsForAll(outcome.Result) ? _outage.Duration < call.OutageTimeout : call.Retries < call.MaxRetryCount;
    }

    // What fails while the service is down says nothing about the row: it waits with the others, and its retries are not used up.
    private bool IsForAll(Attempt attempt) => attempt.IsOutage && _outage.IsOpen;

    private GuestException Down() => new(
        ErrorId.ServiceUnavailable,
        $"The guests endpoint {_environment.GuestsUri.Host} has been failing for {_outage.Duration.TotalSeconds:0} seconds.",
        "Run the rows that were not created again once the service is back; see the status page of Genesys Cloud.");

    // Nobody waits for a probe that would come after the time is up.
    private TimeSpan UntilTimeIsUp(TimeSpan wait, GuestCall call)
    {
        TimeSpan left = call.OutageTimeout - _outage.Duration;
        return left >= wait ? wait : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private TimeSpan Delay(GuestCall call, Outcome<Attempt> outcome)
    {
        if (outcome.Exception is BrokenCircuitException open)
        {
            return UntilTimeIsUp(_backoff.Spread(open.RetryAfter ?? TimeSpan.FromSeconds(1)), call);
        }

        Attempt attempt = outcome.Result;
        TimeSpan wait = attempt.Answer?.RetryAfter ?? _backoff.Delay(call.Retries);
        if (IsForAll(attempt))
        {
            call.Log(DiagnosticLevel.Verbose, () => $"{Reason(attempt)}; it waits until the service is back.");
            return UntilTimeIsUp(wait, call);
        }

        call.Retries++;
        call.Log(DiagnosticLevel.Verbose, () =>
            $"{Reason(attempt)}; retry {call.Retries} of {call.MaxRetryCount} in {wait.TotalSeconds.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)} s.");
        return attempt.Answer?.Status == (HttpStatusCode)429 ? TimeSpan.Zero : wait; // after a 429 everyone waits at the pacer
    }

    private string Reason(Attempt attempt)
    {
        if (attempt.NeverSent is { } failure)
        {
            return NetworkFailure.Of(failure, _environment.GuestsUri).Reason;
        }

        Answer answer = attempt.Answer!;
        string correlation = answer.CorrelationId is { } id ? $", correlation id {id}" : "";
        return $"answered {(int)answer.Status}{correlation}";
    }
}
