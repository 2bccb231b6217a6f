using System.Net;
#if !NETSTANDARD2_0
using System.Runtime.CompilerServices;
#endif
using GenesysGuest.Http;
using Polly;
using Polly.CircuitBreaker;

namespace GenesysGuest.Resilience;

/// <summary>The pipeline for all requests of a connection: retry, pacing, circuit breaker, token. One per connection, for all targets. Thread-safe.</summary>
internal sealed class RequestPipeline : IDisposable
{
    private readonly Transport _transport;
    private readonly IAuthorizationSource _tokens;
    private readonly Pacer _pacer;
    private readonly OutageBreaker _breaker;
    private readonly RepeatPolicy _policy;
    private readonly ResiliencePipeline<Attempt> _pipeline;
    private readonly CancellationTokenSource _closing = new(); // not disposed, because waiting callers use it
    private NetworkFailure? _unreached; // why the last attempt was not sent, or null if it was

    /// <summary>Creates the pipeline.</summary>
    /// <param name="transport">Sends a request once. It is disposed with this instance.</param>
    /// <param name="tokens">The source of the Authorization headers.</param>
    /// <param name="backoff">Calculates the delays that the server does not specify.</param>
    /// <param name="longestWait">The longest <c>Retry-After</c> that is honored.</param>
    public RequestPipeline(Transport transport, IAuthorizationSource tokens, Backoff backoff, TimeSpan longestWait)
    {
        _transport = transport;
        _tokens = tokens;
        _pacer = new Pacer(transport.Time);
        _breaker = new OutageBreaker(transport.Time);
        _policy = new RepeatPolicy(backoff, longestWait, _breaker);
        _pipeline = _policy.AddTo(new ResiliencePipelineBuilder<Attempt> { TimeProvider = transport.Time })
            .AddStrategy(_ => new PacingStrategy(_pacer, _policy))
            .AddPipeline(_breaker.Breaker)
            .Build();
    }

    /// <summary>How long all requests still wait because of the server's rate limit, or zero.</summary>
    public TimeSpan LimitWait => _pacer.Wait;

    /// <summary>How long the service has been unavailable, or zero if it is available.</summary>
    public TimeSpan OutageDuration => _breaker.Duration;

    /// <summary>Cancelled when the connection is closed, to end long operations.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>Sends a request, and retries it if that is safe and useful.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the wait for a turn to send. <see cref="ApiRequest.Abandon"/> cancels the wait for a response.</param>
    /// <returns>The result of the last attempt.</returns>
    /// <exception cref="GenesysException">No more requests can be sent: the outage was too long, or no token is available.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled before the request was sent.</exception>
#if !NETSTANDARD2_0
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // reused for each of a million rows
#endif
    public async ValueTask<Attempt> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        request.AttachTo(context);
        Outcome<Attempt> outcome = await _pipeline.ExecuteOutcomeAsync(
            static (context, work) => work.Pipeline.TrySendAsync(work.Request, context.CancellationToken), context, (Pipeline: this, Request: request))
            .ConfigureAwait(false);
        ResilienceContextPool.Shared.Return(context);
        if (outcome.Exception is BrokenCircuitException)
        {
            throw Down(request);
        }

        if (outcome.Exception is OperationCanceledException && _closing.IsCancellationRequested)
        {
            throw SignInException.ConnectionClosed(outcome.Exception);
        }

        outcome.ThrowIfException();
        Attempt last = outcome.Result;
        return _policy.IsForAll(last) && _breaker.Duration >= request.OutageTimeout ? throw Down(request) : last; // the last probe, sent when the time was up, also failed
    }

    /// <summary>Sends a single request, and retries it if that is safe and useful.</summary>
    /// <param name="request">The request. <see cref="ApiRequest.Abandon"/> cancels it, and so does closing the connection.</param>
    /// <returns>The result of the last attempt.</returns>
    /// <exception cref="GenesysException">No more requests can be sent: the outage was too long, or no token is available.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled before the request was sent.</exception>
    public async Task<Attempt> SendAloneAsync(ApiRequest request)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(request.Abandon, Closing);
        Attempt last = await SendAsync(request, end.Token).ConfigureAwait(false);
        return last.ConnectFailure is SignInException noToken ? throw noToken : last;
    }

    /// <summary>Ends all waits with the error that the connection was closed.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _pacer.Dispose();
        _transport.Dispose();
    }

#if !NETSTANDARD2_0
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // reused for each of a million rows
#endif
    private async ValueTask<Outcome<Attempt>> TrySendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return Outcome.FromResult(await SendOnceAsync(request, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            return Outcome.FromException<Attempt>(exception); // required by Polly: the strategies expect errors as values
        }
    }

#if !NETSTANDARD2_0
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // reused for each of a million rows
#endif
    private async ValueTask<Attempt> SendOnceAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        BearerToken token;
        try
        {
            ValueTask<BearerToken> asked = _tokens.GetAsync(cancellationToken);
            if (!asked.IsCompleted)
            {
                _ = await asked.ConfigureAwait(false);
                throw new TurnLostException();
            }

            token = await asked.ConfigureAwait(false);
        }
        catch (SignInException outage) when (outage.IsOutage)
        {
            return Noted(request, new(ConnectFailure: outage)); // counts as an outage of the endpoint
        }

        if (request.Sending is { } sending)
        {
            await sending().ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        bool hadLeft = request.HasLeft;
        request.HasLeft = true; // assumed, until it is known that nothing was sent
        request.AddToken(token);
        Attempt attempt;
        try
        {
            attempt = await _transport.SendAsync(request.Method, request.Address, request.NewBody(), token.Header, request.Credentials, request.Abandon).ConfigureAwait(false);
            request.HasLeft = hadLeft || attempt.HasLeft;
        }
        catch (Exception unsent) when (unsent is OperationCanceledException or SignInException)
        {
            request.HasLeft = hadLeft;
            throw;
        }

        try
        {
            // A second consecutive refusal is final. So is the refusal of a token that already replaced a refused one. Otherwise, each row would cause a token request.
            request.HasNewToken = RepeatPolicy.IsTokenRefused(attempt) && !request.HasNewToken && !token.IsOnTrial
                && await _tokens.ReplaceAsync(token, cancellationToken).ConfigureAwait(false) is not null;
        }
        catch (SignInException outage) when (outage.IsOutage)
        {
            attempt = new(ConnectFailure: outage);
        }

        if (attempt.Response is { Status: not (HttpStatusCode.Unauthorized or HttpStatusCode.ProxyAuthenticationRequired) } && token.IsOnTrial)
        {
            token.Accept();
        }

        request.MayHaveActed |= RepeatPolicy.MayHaveActed(request, attempt);
        if (attempt.Response is { Status: >= HttpStatusCode.InternalServerError } failure)
        {
            LogFailure(request, failure);
        }

        // If the server may have acted on the request, its outcome is unknown, so it is not reported as refused.
        if (request.Refused is { } refused && !request.MayHaveActed && _policy.MayRepeat(request, attempt))
        {
            await refused(request.HasLeft).ConfigureAwait(false);
        }

        return Noted(request, attempt);
    }

    private static void LogFailure(ApiRequest request, Response failure) => request.Log(
        DiagnosticLevel.Debug, () => $"{(int)failure.Status} from the {request.Endpoint}: {Redaction.Redact(failure.Body.ToArray(), failure.Credentials)}");

    private Attempt Noted(ApiRequest request, Attempt attempt)
    {
        Volatile.Write(ref _unreached, attempt.ConnectFailure is { } failure ? NetworkFailure.Of(failure, request.Address, attempt.Proxy) : null);
        return attempt;
    }

    private GenesysException Down(ApiRequest request) => Volatile.Read(ref _unreached) is { } network
        ? new(
            ErrorId.ServiceUnavailable,
            $"The {request.Endpoint} {request.Address.Host} has not been reached for {_breaker.Duration.TotalSeconds:0} seconds: {network.Reason}.",
            $"{request.Again} once it can be reached. {network.Remedy}") { NextStep = network.NextStep }
        : new(
            ErrorId.ServiceUnavailable,
            $"The {request.Endpoint} {request.Address.Host} has been failing for {_breaker.Duration.TotalSeconds:0} seconds.",
            $"{request.Again} once the service is back. See the status page of Genesys Cloud.");
}
