using System.Net;
using GenesysGuest.Http;
using GenesysGuest.Resilience;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>Who may send when, request by request.</summary>
public sealed class PacerTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ManualClock _clock = new();
    private readonly Pacer _pacer;

    public PacerTests() => _pacer = new Pacer(_clock);

    public void Dispose() => _pacer.Dispose();

    [Fact]
    public void Without_a_limit_nobody_waits()
    {
        for (int i = 0; i < 1_000; i++)
        {
            Assert.True(Enter().IsCompletedSuccessfully);
        }
    }

    [Fact]
    public async Task After_a_429_nobody_goes_before_its_time()
    {
        Go(2);
        Leave(Refusal(7));
        Task<TimeSpan?> next = Enter();
        Leave(Success()); // an answer that was on its way opens nothing
        _clock.Advance(TimeSpan.FromSeconds(6.999));
        Assert.False(next.IsCompleted);

        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null(await next.WaitAsync(Limit));
    }

    [Fact]
    public async Task A_429_that_does_not_say_closes_for_the_backoff()
    {
        Go(1);
        Leave(Refusal(after: null), backoff: 3);
        Task<TimeSpan?> next = Enter();
        Assert.Equal(TimeSpan.FromSeconds(3), _pacer.Wait);

        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Null(await next.WaitAsync(Limit));
        Assert.Equal(TimeSpan.Zero, _pacer.Wait);
    }

    [Fact]
    public async Task After_a_429_one_goes_then_two_then_four()
    {
        Go(300);
        for (int i = 1; i < 300; i++)
        {
            Leave(Success());
        }

        Leave(Refusal(5));

        List<Task<TimeSpan?>> queue = [.. Enumerable.Range(0, 200).Select(_ => Enter())];
        _clock.Advance(TimeSpan.FromSeconds(5));
        foreach (int atOnce in (int[])[1, 2, 4, 8, 16, 32])
        {
            Assert.Equal(atOnce, await PassedAsync(queue, atOnce));
            queue.RemoveRange(0, atOnce);
            for (int i = 0; i < atOnce; i++)
            {
                Leave(Success());
            }
        }
    }

    [Fact]
    public async Task Those_who_wait_go_in_the_order_in_which_they_came()
    {
        Go(1);
        Leave(Refusal(1));
        List<Task<TimeSpan?>> queue = [.. Enumerable.Range(0, 20).Select(_ => Enter())];
        _clock.Advance(TimeSpan.FromSeconds(1));
        for (int passed = 1; passed <= 20; passed++)
        {
            await queue[passed - 1].WaitAsync(Limit);
            Assert.Equal(1, _pacer.UnderWay);
            Assert.All(queue[passed..], task => Assert.False(task.IsCompleted));
            Leave(answer: null); // no answer, no further opening
        }
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_place_to_the_next()
    {
        Go(1);
        Leave(Refusal(5));
        using CancellationTokenSource stop = new();
        Task<TimeSpan?> first = _pacer.EnterAsync(Long, stop.Token).AsTask();
        Task<TimeSpan?> second = Enter();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(Limit));

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Null(await second.WaitAsync(Limit));
        Assert.Equal(1, _pacer.UnderWay);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_refused_to_those_who_wait_and_to_those_who_come()
    {
        Go(2);
        Leave(Refusal(10));
        Task<TimeSpan?> waiting = Enter();
        Task<TimeSpan?> patient = _pacer.EnterAsync(TimeSpan.FromDays(2), CancellationToken.None).AsTask();

        Leave(Refusal(86_400));

        Assert.Equal(TimeSpan.FromDays(1), await waiting.WaitAsync(Limit));
        Assert.Equal(TimeSpan.FromDays(1), await Enter().WaitAsync(Limit));
        Assert.False(patient.IsCompleted);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await patient.WaitAsync(Limit));
    }

    [Fact]
    public async Task A_short_wait_within_a_long_window_is_short()
    {
        Go(2);
        Leave(Success(new RateLimit(300, 1, TimeSpan.FromSeconds(60))));
        Leave(Refusal(2));
        Task<TimeSpan?> next = Enter();

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Null(await next.WaitAsync(Limit));
    }

    [Fact]
    public void In_a_long_window_that_is_not_used_up_a_short_wait_is_waited()
    {
        Go(2);
        Leave(Success(new RateLimit(300, 1, TimeSpan.FromDays(1))));
        Leave(Refusal(2));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Go(1);

        Assert.False(Enter().IsCompleted);
    }

    [Fact]
    public void A_window_is_used_up_to_its_last_request_and_not_beyond()
    {
        Go(1);
        Leave(Success(new RateLimit(300, 290, TimeSpan.FromSeconds(60))));

        List<Task<TimeSpan?>> entries = [.. Enumerable.Range(0, 11).Select(_ => Enter())];

        Assert.Equal(10, entries.Count(task => task.IsCompleted));
        Assert.Equal(TimeSpan.FromSeconds(60), _pacer.Wait);
    }

    [Fact]
    public async Task What_another_client_uses_is_not_used_again()
    {
        Go(1);
        Leave(Success(new RateLimit(10, 1, TimeSpan.FromSeconds(60))));
        Go(1);
        Leave(Success(new RateLimit(10, 9, TimeSpan.FromSeconds(59)))); // seven others in between
        Go(1);
        Task<TimeSpan?> beyond = Enter();
        Assert.False(beyond.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(59));

        Assert.Null(await beyond.WaitAsync(Limit));
    }

    [Fact]
    public async Task Whole_seconds_narrow_down_when_the_window_ends()
    {
        // It ends at 10.3; each answer says how many whole seconds are left, rounded up.
        Go(1);
        Leave(Success(new RateLimit(3, 1, TimeSpan.FromSeconds(11))));
        _clock.Advance(TimeSpan.FromSeconds(0.4));
        Go(1);
        Leave(Success(new RateLimit(3, 3, TimeSpan.FromSeconds(10))));
        Task<TimeSpan?> next = Enter();

        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Null(await next.WaitAsync(Limit));
    }

    private static Response Success(RateLimit? limit = null) =>
        new(HttpStatusCode.Created, Body: default, BodyCompleteness.Whole, RawCorrelationId: null, RetryAfter: null, limit);

    private static Response Refusal(double? after) => new(
        HttpStatusCode.TooManyRequests, Body: default, BodyCompleteness.Whole, RawCorrelationId: null, after is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Limit: null);

    private static async Task<int> PassedAsync(List<Task<TimeSpan?>> queue, int expected)
    {
        await Task.WhenAll(queue[..expected]).WaitAsync(Limit);
        return queue.Count(task => task.IsCompleted);
    }

    private Task<TimeSpan?> Enter() => _pacer.EnterAsync(Long, CancellationToken.None).AsTask();

    private void Go(int requests)
    {
        for (int i = 0; i < requests; i++)
        {
            Assert.True(Enter().IsCompletedSuccessfully);
        }
    }

    private void Leave(Response? answer, double backoff = 1) => _pacer.Leave(
        _pacer.Sent(), answer, answer is { Status: HttpStatusCode.TooManyRequests } ? answer.RetryAfter ?? TimeSpan.FromSeconds(backoff) : null);
}
