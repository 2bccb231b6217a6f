using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>A throttled token request and one that never left are repeated. One whose answer was lost is not: a second use of a code looks like theft.</summary>
public sealed class TokenRetryTests
{
    private const string RateLimitText = """{"error":"invalid_request","description":"Rate Limit Exceeded: token"}""";

    private readonly ScriptedServer _server = new();

    [Theory]
    [InlineData(429, "{}")]
    [InlineData(400, RateLimitText)]
    [InlineData(400, """{"error":"invalid_request","error_description":"client rate limit exceeded"}""")]
    public async Task A_throttled_request_is_repeated(int status, string body)
    {
        using Connection connection = await SignInAsync(Reply.Json(status, body), Reply.Grant());

        Assert.Equal(2, _server.Token.Count);
    }

    [Theory]
    [InlineData(429, "{}")]
    [InlineData(400, RateLimitText)]
    public async Task The_wait_is_the_servers(int status, string body)
    {
        using Connection connection = await SignInAsync(Reply.Json(status, body, ("Retry-After", "7.5")), Reply.Grant());

        Assert.Equal([TimeSpan.FromSeconds(7.5)], Waits());
    }

    [Fact]
    public async Task Without_one_the_waits_grow()
    {
        using Connection connection = await SignInAsync(Reply.Of(429), Reply.Of(429), Reply.Of(429), Reply.Grant());

        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)], Waits());
    }

    [Fact]
    public async Task Every_repetition_sends_the_same()
    {
        using Connection connection = await SignInAsync(Reply.Of(429), Reply.Grant());

        Assert.Equal(_server.Token.Requests[0].Body, _server.Token.Requests[1].Body);
    }

    [Fact]
    public async Task The_repetitions_end()
    {
        await RefusedAsync(Reply.Of(429));

        Assert.Equal(4, _server.Token.Count);
    }

    [Fact]
    public async Task A_request_that_stays_throttled_is_rejected() =>
        Assert.Equal(ErrorId.TokenRequestRejected, (await RefusedAsync(Reply.Of(429))).ErrorId);

    [Fact]
    public async Task A_wait_beyond_the_longest_is_not_waited_for()
    {
        await RefusedAsync(Reply.Of(429, ("Retry-After", "181")));

        Assert.Equal(1, _server.Token.Count);
    }

    [Fact]
    public async Task The_error_says_when_to_come_back() =>
        Assert.Equal("Try again in 181 seconds.", (await RefusedAsync(Reply.Of(429, ("Retry-After", "180.5")))).Remedy);

    [Fact]
    public async Task The_longest_wait_is_waited_for()
    {
        using Connection connection = await SignInAsync(Reply.Of(429, ("Retry-After", "180")), Reply.Grant());

        Assert.Equal([TimeSpan.FromSeconds(180)], Waits());
    }

    [Fact]
    public async Task Another_bad_request_is_not_taken_for_a_throttled_one()
    {
        await RefusedAsync(Reply.OAuthError(400, "invalid_grant", "rate limit exceeded"));

        Assert.Equal(1, _server.Token.Count);
    }

    [Fact]
    public async Task A_request_that_never_left_is_repeated()
    {
        using Connection connection = await SignInAsync(Reply.ConnectFailure, Reply.ConnectFailure, Reply.Grant());

        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], Waits());
    }

    [Fact]
    public async Task A_server_that_stays_out_of_reach_is_named() => Assert.Contains(
        "usw2.pure.cloud refused the connection on port 443", (await RefusedAsync(Reply.ConnectFailure)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_lost_answer_is_not_asked_for_twice()
    {
        await RefusedAsync(Reply.Lost);

        Assert.Equal(1, _server.Token.Count);
    }

    [Fact]
    public async Task A_lost_answer_is_a_failure() => Assert.Equal(ErrorId.TokenRequestFailed, (await RefusedAsync(Reply.Lost)).ErrorId);

    [Fact]
    public async Task No_repetitions_may_be_asked_for()
    {
        _server.Token.Replies(Reply.Of(429));

        await Assert.ThrowsAsync<SignInException>(() => _server.SignInAsync(options: _server.Options with { MaxRetryCount = 0 }));

        Assert.Equal(1, _server.Token.Count);
    }

    [Fact]
    public async Task A_cancelled_wait_sends_nothing_more()
    {
        _server.Token.Replies(Reply.Of(429));
        using CancellationTokenSource cancellation = new();
        Task<Connection> signIn = Connection.OpenAsync(Grant.RefreshToken(_server.Environment, "client-1", "rt-0"), _server.Options, cancellation.Token);
        await _server.Clock.WaitForTimersAsync(1);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signIn);

        Assert.Equal(1, _server.Token.Count);
    }

    private TimeSpan[] Waits()
    {
        DateTimeOffset[] times = [.. _server.Token.Requests.Select(request => request.At)];
        return [.. times.Skip(1).Zip(times, (later, earlier) => later - earlier)];
    }

    private Task<Connection> SignInAsync(params Reply[] replies)
    {
        _server.Token.Replies(replies);
        return _server.Clock.RunAsync(_server.SignInAsync());
    }

    private Task<SignInException> RefusedAsync(Reply reply) => Assert.ThrowsAsync<SignInException>(() => SignInAsync(reply));
}
