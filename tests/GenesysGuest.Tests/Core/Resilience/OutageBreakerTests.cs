using GenesysGuest.Http;
using GenesysGuest.Resilience;
using GenesysGuest.Tests.Support;
using Polly.CircuitBreaker;

namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>The circuit breaker: after a run of failures nothing goes through for a while, then one probe.</summary>
public sealed class OutageBreakerTests
{
    private static readonly Attempt Failure = new(ConnectFailure: new IOException());
    private static readonly Attempt Success = new(new Response(System.Net.HttpStatusCode.Created, Body: default, BodyCompleteness.Whole, null, null, null));
    private static readonly Attempt Lost = new(ResponseFailure: new IOException());
    private static readonly Attempt Throttled = new(new Response((System.Net.HttpStatusCode)429, Body: default, BodyCompleteness.Whole, null, null, null));

    private readonly ManualClock _clock = new();
    private readonly OutageBreaker _outage;

    public OutageBreakerTests() => _outage = new OutageBreaker(_clock);

    [Fact]
    public void At_first_the_service_is_up() => Assert.False(_outage.IsOpen);

    [Fact]
    public async Task Ten_failures_are_an_outage()
    {
        await SendAsync(Failure, 10);

        Assert.True(_outage.IsOpen);
    }

    [Fact]
    public async Task Nine_failures_are_none()
    {
        await SendAsync(Failure, 9);

        Assert.False(_outage.IsOpen);
    }

    [Fact]
    public async Task Fewer_than_half_of_many_are_none()
    {
        await SendAsync(Success, 11);
        await SendAsync(Failure, 10);

        Assert.False(_outage.IsOpen);
    }

    [Fact]
    public async Task Failures_far_apart_are_none()
    {
        for (int i = 0; i < 20; i++)
        {
            await SendAsync(Failure, 1);
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.False(_outage.IsOpen);
    }

    [Fact]
    public async Task Lost_responses_are_an_outage_too()
    {
        await SendAsync(Lost, 10);

        Assert.True(_outage.IsOpen);
    }

    [Fact]
    public async Task A_probe_whose_response_is_lost_prolongs_it()
    {
        await SendAsync(Failure, 10);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(Lost, 1);

        await Assert.ThrowsAsync<BrokenCircuitException>(() => SendAsync(Success, 1));
    }

    [Fact]
    public async Task Throttling_is_none()
    {
        await SendAsync(Throttled, 50);

        Assert.False(_outage.IsOpen);
    }

    [Fact]
    public async Task During_an_outage_nothing_goes_through()
    {
        await SendAsync(Failure, 10);

        await Assert.ThrowsAsync<BrokenCircuitException>(() => SendAsync(Success, 1));
    }

    [Fact]
    public async Task After_a_second_a_probe_goes_through()
    {
        await SendAsync(Failure, 10);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await Record.ExceptionAsync(() => SendAsync(Success, 1)));
    }

    [Fact]
    public async Task A_probe_that_succeeds_ends_the_outage()
    {
        await SendAsync(Failure, 10);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(Success, 1);

        Assert.Equal((false, TimeSpan.Zero), (_outage.IsOpen, _outage.Duration));
    }

    [Fact]
    public async Task A_probe_that_fails_prolongs_it()
    {
        await SendAsync(Failure, 10);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(Failure, 1);

        await Assert.ThrowsAsync<BrokenCircuitException>(() => SendAsync(Success, 1));
    }

    [Fact]
    public async Task The_pauses_between_probes_grow_to_half_a_minute()
    {
        await SendAsync(Failure, 10);
        List<double> pauses = [];
        for (int probe = 0; probe < 8; probe++)
        {
            DateTimeOffset closed = _clock.GetUtcNow();
            while (await Record.ExceptionAsync(() => SendAsync(Failure, 1)) is BrokenCircuitException)
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
            }

            pauses.Add((_clock.GetUtcNow() - closed).TotalSeconds);
        }

        Assert.Equal([1, 2, 4, 8, 16, 30, 30, 30], pauses);
    }

    [Fact]
    public async Task Its_length_is_measured_from_the_first_break()
    {
        await SendAsync(Failure, 10);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(Failure, 1);
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(TimeSpan.FromSeconds(6), _outage.Duration);
    }

    private async Task SendAsync(Attempt result, int times)
    {
        for (int i = 0; i < times; i++)
        {
            await _outage.Breaker.ExecuteAsync(_ => ValueTask.FromResult(result), CancellationToken.None);
        }
    }
}
