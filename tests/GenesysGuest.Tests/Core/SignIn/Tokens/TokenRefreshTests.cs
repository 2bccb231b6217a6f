using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn.Tokens;

/// <summary>A token is used until 60 seconds before it runs out, then refreshed once for everyone.</summary>
public sealed class TokenRefreshTests
{
    private readonly ScriptedServer _server = new();

    [Fact]
    public async Task A_token_is_used_until_60_seconds_before_it_runs_out()
    {
        using Connection connection = await SignInAsync(Reply.Grant("at-1"), Reply.Grant("at-2"));

        _server.Clock.Advance(TimeSpan.FromSeconds(3539));

        Assert.Equal("at-1", await connection.GetAccessTokenAsync());
    }

    [Fact]
    public async Task A_token_is_refreshed_60_seconds_before_it_runs_out()
    {
        using Connection connection = await SignInAsync(Reply.Grant("at-1"), Reply.Grant("at-2"));

        _server.Clock.Advance(TimeSpan.FromSeconds(3540));

        Assert.Equal("at-2", await connection.GetAccessTokenAsync());
    }

    [Theory]
    [InlineData(30, 14.9, "at-1")]
    [InlineData(30, 15, "at-2")]
    [InlineData(119, 59.4, "at-1")]
    [InlineData(119, 59.5, "at-2")]
    [InlineData(121, 60.9, "at-1")]
    [InlineData(121, 61, "at-2")]
    public async Task A_short_token_is_used_for_half_its_life(double lifetime, double age, string expected)
    {
        using Connection connection = await SignInAsync(Reply.Grant("at-1", expiresIn: lifetime), Reply.Grant("at-2"));

        _server.Clock.Advance(TimeSpan.FromSeconds(age));

        Assert.Equal(expected, await connection.GetAccessTokenAsync());
    }

    [Fact]
    public async Task A_token_that_has_run_out_is_refreshed()
    {
        using Connection connection = await SignInAsync(Reply.Grant("at-1"), Reply.Grant("at-2"));

        _server.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal("at-2", await connection.GetAccessTokenAsync());
    }

    [Fact]
    public async Task A_token_that_has_run_out_is_refreshed_although_the_clock_was_set_back()
    {
        using Connection connection = await SignInAsync(Reply.Grant("at-1"), Reply.Grant("at-2"));

        _server.Clock.Error = TimeSpan.FromDays(-1);
        _server.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("at-2", await connection.GetAccessTokenAsync());
    }

    [Fact]
    public async Task A_token_that_is_good_is_used_although_the_clock_was_set_forward_and_no_other_is_to_be_had()
    {
        using Connection connection = await SignInAsync(Reply.Grant("at-1"), Reply.Of(503));

        _server.Clock.Error = TimeSpan.FromDays(1);

        Assert.Equal("at-1", await connection.GetAccessTokenAsync());
    }

    [Fact]
    public async Task A_token_is_refreshed_when_the_computer_slept()
    {
        using Connection connection = await SignInAsync(Reply.Grant("at-1"), Reply.Grant("at-2"));

        _server.Clock.Error = TimeSpan.FromHours(1); // the clock goes on while nothing measures the time

        Assert.Equal("at-2", await connection.GetAccessTokenAsync());
    }

    [Fact]
    public async Task A_token_whose_end_is_not_known_is_used_for_ever()
    {
        using Connection connection = await SignInAsync(Reply.Json(200, """{"access_token":"at-1","token_type":"bearer","refresh_token":"rt-1"}"""));

        _server.Clock.Advance(TimeSpan.FromDays(400));

        Assert.Equal("at-1", await connection.GetAccessTokenAsync());
    }

    [Fact]
    public async Task Refresh_is_shared_by_concurrent_callers()
    {
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using Connection connection = await SignInAsync(Reply.Grant("at-1"), Reply.Grant("at-2").After(answer.Task));
        _server.Clock.Advance(TimeSpan.FromHours(1));
        Task<string>[] callers = [.. Enumerable.Range(0, 100).Select(_ => Task.Run(() => connection.GetAccessTokenAsync()))];

        answer.SetResult();
        await Task.WhenAll(callers);

        Assert.Equal(2, _server.Token.Count);
    }

    [Fact]
    public async Task Everyone_who_shared_a_refresh_has_its_token()
    {
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using Connection connection = await SignInAsync(Reply.Grant("at-1"), Reply.Grant("at-2").After(answer.Task));
        _server.Clock.Advance(TimeSpan.FromHours(1));
        Task<string>[] callers = [.. Enumerable.Range(0, 100).Select(_ => Task.Run(() => connection.GetAccessTokenAsync()))];

        answer.SetResult();

        Assert.All(await Task.WhenAll(callers), token => Assert.Equal("at-2", token));
    }

    [Fact]
    public async Task A_callers_cancellation_ends_its_waiting()
    {
        TaskCompletionSource never = new();
        using Connection connection = await SignInAsync(Reply.Grant("at-1"), Reply.Grant("at-2").After(never.Task));
        _server.Clock.Advance(TimeSpan.FromHours(1));
        using CancellationTokenSource cancellation = new();
        Task<string> caller = connection.GetAccessTokenAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);
    }

    [Fact]
    public async Task A_callers_cancellation_does_not_cancel_the_refresh_of_the_others()
    {
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using Connection connection = await SignInAsync(Reply.Grant("at-1"), Reply.Grant("at-2").After(answer.Task));
        _server.Clock.Advance(TimeSpan.FromHours(1));
        using CancellationTokenSource cancellation = new();
        Task<string> first = connection.GetAccessTokenAsync(cancellation.Token);
        Task<string> second = connection.GetAccessTokenAsync();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult();

        Assert.Equal("at-2", await second);
    }

    [Fact]
    public async Task A_refresh_whose_only_caller_went_away_is_not_asked_for_again()
    {
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using Connection connection = await SignInAsync(Reply.Grant("at-1"), Reply.Grant("at-2").After(answer.Task));
        _server.Clock.Advance(TimeSpan.FromHours(1));
        using CancellationTokenSource cancellation = new();
        Task<string> first = connection.GetAccessTokenAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult();

        await connection.GetAccessTokenAsync();

        Assert.Equal(2, _server.Token.Count);
    }

    [Fact]
    public async Task A_refreshed_token_has_a_life_of_its_own()
    {
        using Connection connection = await SignInAsync(Reply.Grant("at-1"), Reply.Grant("at-2", expiresIn: 7200));
        _server.Clock.Advance(TimeSpan.FromHours(1));

        await connection.GetAccessTokenAsync();

        Assert.Equal(_server.Clock.GetUtcNow().AddHours(2), connection.ExpiresAt);
    }

    [Fact]
    public async Task Client_credentials_are_renewed_with_the_secret()
    {
        _server.Token.Replies(Reply.Grant("at-1", refreshToken: null), Reply.Grant("at-2", refreshToken: null));
        using Connection connection = await Connection.OpenAsync(Grant.ClientCredentials(_server.Environment, new("client-1", "s3cret")), _server.Options);
        _server.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("at-2", await connection.GetAccessTokenAsync());
    }

    private Task<Connection> SignInAsync(params Reply[] replies)
    {
        _server.Token.Replies(replies);
        return _server.SignInAsync();
    }
}
