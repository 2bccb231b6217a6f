using System.Net;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

public class RateLimitTests
{
    [Fact]
    public async Task Every_answer_tells_where_the_token_stands()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions());
        string token = session.Server.IssueAccessToken();
        Assert.Equal(201, await session.GuestStatusAsync(token));
        session.Clock.Advance(TimeSpan.FromSeconds(10.5));

        using HttpResponseMessage response = await session.CreateGuestAsync(token, "{}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("300", SandboxSession.Header(response, "inin-ratelimit-allowed"));
        Assert.Equal("2", SandboxSession.Header(response, "inin-ratelimit-count"));
        Assert.Equal("50", SandboxSession.Header(response, "inin-ratelimit-reset"));
    }

    [Fact]
    public async Task Beyond_the_limit_the_answer_is_429_until_the_window_ends()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { RateLimit = 2 });
        string token = session.Server.IssueAccessToken();
        session.Clock.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal(201, await session.GuestStatusAsync(token));
        Assert.Equal(201, await session.GuestStatusAsync(token));
        session.Clock.Advance(TimeSpan.FromSeconds(59.5));

        using HttpResponseMessage throttled = await session.CreateGuestAsync(token);
        session.Clock.Advance(TimeSpan.FromSeconds(0.5));
        using HttpResponseMessage next = await session.CreateGuestAsync(token);

        Assert.Equal(HttpStatusCode.TooManyRequests, throttled.StatusCode);
        Assert.Equal("1", SandboxSession.Header(throttled, "Retry-After"));
        Assert.Equal("too.many.requests", await SandboxSession.MemberAsync(throttled, "code"));
        Assert.Equal(HttpStatusCode.Created, next.StatusCode);
        Assert.Equal("1", SandboxSession.Header(next, "inin-ratelimit-count"));
        Assert.Equal(3, session.Server.GuestCount);
        Assert.Equal(1, session.Server.Requests.GuestsThrottled);
    }

    [Fact]
    public async Task Each_token_has_its_own_window()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { RateLimit = 1 });

        Assert.Equal(201, await session.GuestStatusAsync(session.Server.IssueAccessToken()));
        Assert.Equal(201, await session.GuestStatusAsync(session.Server.IssueAccessToken()));
    }

    [Fact]
    public async Task Without_rate_headers_only_a_429_tells()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { RateLimit = 1, EmitRateHeaders = false });
        string token = session.Server.IssueAccessToken();

        using HttpResponseMessage first = await session.CreateGuestAsync(token);
        using HttpResponseMessage second = await session.CreateGuestAsync(token);

        Assert.Equal("(none)", SandboxSession.Header(first, "inin-ratelimit-allowed"));
        Assert.Equal("(none)", SandboxSession.Header(second, "inin-ratelimit-reset"));
        Assert.Equal("60", SandboxSession.Header(second, "Retry-After"));
    }

    [Fact]
    public async Task Others_may_use_up_part_of_the_limit()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { RateLimit = 10, RateUsedByOthers = 4 });
        string token = session.Server.IssueAccessToken();
        using HttpResponseMessage first = await session.CreateGuestAsync(token);

        session.Server.ConsumeRateLimit(5);
        using HttpResponseMessage second = await session.CreateGuestAsync(token);

        Assert.Equal("5", SandboxSession.Header(first, "inin-ratelimit-count"));
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
    }

    [Fact]
    public async Task A_limit_of_zero_is_no_limit()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { RateLimit = 0 });

        using HttpResponseMessage response = await session.CreateGuestAsync(session.Server.IssueAccessToken());

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("(none)", SandboxSession.Header(response, "inin-ratelimit-allowed"));
    }

    [Fact]
    public async Task Many_at_once_are_counted_exactly()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { RateLimit = 50 });
        string token = session.Server.IssueAccessToken();

        int[] statuses = await Task.WhenAll(Enumerable.Range(0, 80).Select(_ => session.GuestStatusAsync(token)));

        Assert.Equal(50, statuses.Count(status => status == 201));
        Assert.Equal(30, session.Server.Requests.GuestsThrottled);
        Assert.Equal(50, session.Server.Guests.Count);
    }
}
