using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn.Tokens;

/// <summary>A session ends when its refresh token is refused, or when its token runs out and there is none.</summary>
public sealed class SessionEndTests
{
    private readonly ScriptedServer _server = new();

    [Fact]
    public async Task A_refused_refresh_token_ends_the_session()
    {
        using Connection connection = await RefusedAsync();

        Assert.Equal(ErrorId.SessionExpired, (await ExpiredAsync(connection)).ErrorId);
    }

    [Fact]
    public async Task The_end_says_what_the_server_said()
    {
        using Connection connection = await RefusedAsync();

        Assert.Contains("The token was revoked", (await ExpiredAsync(connection)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_keeps_the_servers_code()
    {
        using Connection connection = await RefusedAsync();

        Assert.Equal("invalid_grant", (await ExpiredAsync(connection)).ServerCode);
    }

    [Fact]
    public async Task An_ended_session_stays_so()
    {
        using Connection connection = await RefusedAsync();
        await ExpiredAsync(connection);
        _server.Token.Replies(Reply.Grant("at-2"));

        Assert.Equal(ErrorId.SessionExpired, (await ExpiredAsync(connection)).ErrorId);
    }

    [Fact]
    public async Task An_ended_session_does_not_ask_again()
    {
        using Connection connection = await RefusedAsync();
        await ExpiredAsync(connection);
        await ExpiredAsync(connection);

        Assert.Equal(2, _server.Token.Count);
    }

    [Fact]
    public async Task A_refused_refresh_token_ends_the_session_though_the_token_is_still_good()
    {
        using Connection connection = await RefusedAsync(TimeSpan.FromSeconds(3550));

        Assert.Equal(ErrorId.SessionExpired, (await ExpiredAsync(connection)).ErrorId);
    }

    [Fact]
    public async Task All_who_wait_for_a_refused_refresh_learn_of_the_end()
    {
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Token.Replies(Reply.Grant(), Reply.OAuthError(400, "invalid_grant").After(answer.Task));
        using Connection connection = await _server.SignInAsync();
        _server.Clock.Advance(TimeSpan.FromHours(1));
        Task<SignInException>[] callers = [.. Enumerable.Range(0, 20).Select(_ => ExpiredAsync(connection))];

        answer.SetResult();

        Assert.All(await Task.WhenAll(callers), error => Assert.Equal(ErrorId.SessionExpired, error.ErrorId));
    }

    [Fact]
    public async Task Without_a_refresh_token_a_token_is_used_to_its_end()
    {
        using Connection connection = await WithoutRefreshTokenAsync(TimeSpan.FromSeconds(3599));

        Assert.Equal("at-1", await connection.GetAccessTokenAsync());
    }

    [Fact]
    public async Task Without_a_refresh_token_the_session_ends_with_its_token()
    {
        using Connection connection = await WithoutRefreshTokenAsync(TimeSpan.FromSeconds(3600));

        Assert.Equal(ErrorId.SessionExpired, (await ExpiredAsync(connection)).ErrorId);
    }

    [Fact]
    public async Task Without_a_refresh_token_nothing_is_asked()
    {
        using Connection connection = await WithoutRefreshTokenAsync(TimeSpan.FromSeconds(3600));

        await ExpiredAsync(connection);

        Assert.Equal(1, _server.Token.Count);
    }

    [Fact]
    public async Task The_end_says_how_to_sign_in_again()
    {
        using Connection connection = await WithoutRefreshTokenAsync(TimeSpan.FromHours(2));

        Assert.Contains("Connect-GenesysGuest", (await ExpiredAsync(connection)).AtThePrompt(), StringComparison.Ordinal);
    }

    private static Task<SignInException> ExpiredAsync(Connection connection) =>
        Assert.ThrowsAsync<SignInException>(() => connection.GetAccessTokenAsync());

    private async Task<Connection> RefusedAsync(TimeSpan? age = null)
    {
        _server.Token.Replies(Reply.Grant(), Reply.OAuthError(400, "invalid_grant", "The token was revoked"));
        Connection connection = await _server.SignInAsync();
        _server.Clock.Advance(age ?? TimeSpan.FromHours(1));
        return connection;
    }

    private async Task<Connection> WithoutRefreshTokenAsync(TimeSpan age)
    {
        _server.Token.Replies(Reply.Grant(refreshToken: null));
        Connection connection = await _server.SignInAsync();
        _server.Clock.Advance(age);
        return connection;
    }
}
