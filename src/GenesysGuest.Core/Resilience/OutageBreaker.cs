using GenesysGuest.Http;
using Polly;
using Polly.CircuitBreaker;

namespace GenesysGuest.Resilience;

/// <summary>The circuit breaker of a connection. After a series of failures it blocks all requests for a while, and then allows one probe.</summary>
internal sealed class OutageBreaker
{
    /// <summary>The longest time for which requests are blocked.</summary>
    private static readonly TimeSpan LongestBreak = TimeSpan.FromSeconds(30);

    private const long NotDown = long.MinValue;

    private readonly CircuitBreakerStateProvider _state = new();
    private readonly TimeProvider _time;
    private long _since = NotDown; // a timestamp, because setting the clock must not change the duration of an outage

    public OutageBreaker(TimeProvider time)
    {
        _time = time;
        Breaker = new ResiliencePipelineBuilder<Attempt> { TimeProvider = new SteadyTime(time) }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Attempt>
            {
                // Opens if at least half of ten or more requests fail in half a minute. Retries handle single failures.
                FailureRatio = 0.5,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDurationGenerator = static arguments =>
                    new(TimeSpan.FromSeconds(Math.Min(LongestBreak.TotalSeconds, Math.Pow(2, Math.Min(arguments.HalfOpenAttempts, 10))))),
                ShouldHandle = arguments => new(arguments.Outcome.Exception is null
                    ? RepeatPolicy.IsFailure(arguments.Outcome.Result)
                    : _state.CircuitState == CircuitState.HalfOpen), // a probe that was not sent must not close the breaker
                StateProvider = _state,
                OnOpened = _ =>
                {
                    Interlocked.CompareExchange(ref _since, _time.GetTimestamp(), NotDown);
                    return default;
                },
                OnClosed = _ =>
                {
                    Interlocked.Exchange(ref _since, NotDown);
                    return default;
                },
            })
            .Build();
    }

    /// <summary>The resilience pipeline that requests pass through.</summary>
    public ResiliencePipeline<Attempt> Breaker { get; }

    /// <summary>Whether the service is considered unavailable.</summary>
    public bool IsOpen => _state.CircuitState != CircuitState.Closed;

    /// <summary>How long the service has been unavailable, or zero if it is available.</summary>
    public TimeSpan Duration => IsOpen && Interlocked.Read(ref _since) is not NotDown and var since ? _time.GetElapsedTime(since) : TimeSpan.Zero;
}
