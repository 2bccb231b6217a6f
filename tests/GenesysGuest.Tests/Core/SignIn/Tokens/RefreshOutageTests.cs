using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn.Tokens;

/// <summary>While the token endpoint is down, the token that is still good is used; the refresh is tried again after a pause.</summary>
public sealed class RefreshOutageTests
{
    private static readonly TimeSpan Due = TimeSpan.FromSeconds(3540);

    private readonly ScriptedServer _server = new();

    public static TheoryData<string> Outages => ["server error", "never sent", "answer lost", "no JSON"];

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task The_old_token_is_used_while_it_is_good(string outage)
    {
        using Connection connection = await DownAsync(outage);

        Assert.Equal("at-1", await _server.Clock.RunAsync(connection.GetAccessTokenAsync()));
    }

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task The_refresh_fails_once_the_old_token_has_run_out(string outage)
    {
        using Connection connection = await DownAsync(outage);
        _server.Clock.Advance(TimeSpan.FromSeconds(60));

        SignInException error = await Assert.ThrowsAsync<SignInException>(() => _server.Clock.RunAsync(connection.GetAccessTokenAsync()));

        Assert.Equal(ErrorId.TokenRequestFailed, error.ErrorId);
    }

    [Fact]
    public async Task The_endpoint_is_left_alone_for_a_pause()
    {
        using Connection connection = await DownAsync("server error");
        await connection.GetAccessTokenAsync();
        _server.Clock.Advance(TimeSpan.FromSeconds(4.9));

        await connection.GetAccessTokenAsync();

        Assert.Equal(2, _server.Token.Count);
    }

    [Fact]
    public async Task The_refresh_is_tried_again_after_the_pause()
    {
        using Connection connection = await DownAsync("server error");
        await connection.GetAccessTokenAsync();
        _server.Token.Replies(Reply.Grant("at-2"));
        _server.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("at-2", await connection.GetAccessTokenAsync());
    }

    [Fact]
    public async Task A_session_outlives_an_outage()
    {
        using Connection connection = await DownAsync("server error");
        _server.Clock.Advance(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<SignInException>(() => connection.GetAccessTokenAsync());
        _server.Token.Replies(Reply.Grant("at-2"));
        _server.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("at-2", await connection.GetAccessTokenAsync());
    }

    [Fact]
    public async Task A_throttled_refresh_is_no_refusal()
    {
        using Connection connection = await DownAsync("server error");
        _server.Token.Replies(Reply.Of(429, ("Retry-After", "86400")));

        Assert.Equal("at-1", await connection.GetAccessTokenAsync());
    }

    [Fact]
    public async Task A_hundred_callers_in_turn_after_a_failure_ask_once_more_at_most_every_five_seconds()
    {
        using Connection connection = await DownAsync("server error");
        _server.Clock.Advance(TimeSpan.FromHours(1));

        for (int i = 0; i < 100; i++)
        {
            SignInException error = await Assert.ThrowsAsync<SignInException>(() => connection.GetAccessTokenAsync());
            Assert.Equal(ErrorId.TokenRequestFailed, error.ErrorId);
            _server.Clock.Advance(TimeSpan.FromSeconds(0.1));
        }

        Assert.Equal(3, _server.Token.Count);
    }

    [Fact]
    public async Task The_pause_is_as_long_as_the_server_asks_for()
    {
        using Connection connection = await DownAsync("server error");
        _server.Token.Replies(Reply.Of(429, ("Retry-After", "600")));
        await connection.GetAccessTokenAsync();
        _server.Clock.Advance(TimeSpan.FromSeconds(599));

        await Assert.ThrowsAsync<SignInException>(() => connection.GetAccessTokenAsync());

        Assert.Equal(2, _server.Token.Count);
    }

    [Fact]
    public async Task A_throttled_refresh_does_not_stall_callers_whose_token_is_good()
    {
        using Connection connection = await DownAsync("server error");
        _server.Token.Replies(Reply.Of(429, ("Retry-After", "30")));

        Assert.Equal("at-1", await connection.GetAccessTokenAsync().WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_slow_refresh_does_not_stall_those_who_come_after_the_first()
    {
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using Connection connection = await DownAsync("server error");
        _server.Token.Replies(Reply.Grant("at-2").After(answer.Task));
        Task<string> first = connection.GetAccessTokenAsync();

        Assert.Equal("at-1", await connection.GetAccessTokenAsync().WaitAsync(TimeSpan.FromSeconds(10)));

        answer.SetResult();
        Assert.Equal("at-2", await first);
    }

    private async Task<Connection> DownAsync(string outage)
    {
        _server.Token.Replies(Reply.Grant("at-1"), outage switch
        {
            "server error" => Reply.Of(503),
            "never sent" => Reply.ConnectFailure,
            "answer lost" => Reply.Lost,
            _ => Reply.Text(200, "<html>", "text/html"),
        });
        Connection connection = await _server.SignInAsync();
        _server.Clock.Advance(Due);
        return connection;
    }
}
