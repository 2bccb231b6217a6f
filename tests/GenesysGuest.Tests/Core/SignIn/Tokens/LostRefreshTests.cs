using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn.Tokens;

/// <summary>
/// A refresh whose answer was lost may have used up the refresh token: it is sent once while the old access token is good, and once more after that,
/// since nothing is left to lose.
/// </summary>
public sealed class LostRefreshTests
{
    private readonly ScriptedServer _server = new();

    [Fact]
    public async Task While_the_old_token_is_good_the_refresh_token_is_sent_once()
    {
        using Connection connection = await DueAsync(Reply.Lost);

        for (int i = 0; i < 5; i++)
        {
            Assert.Equal("at-1", await connection.GetAccessTokenAsync());
            _server.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(2, _server.Token.Count);
    }

    [Fact]
    public async Task Once_the_old_token_has_run_out_it_is_sent_once_more()
    {
        using Connection connection = await DueAsync(Reply.Lost, Reply.Grant("at-2"));
        await connection.GetAccessTokenAsync();
        _server.Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal("at-2", await connection.GetAccessTokenAsync());
    }

    [Fact]
    public async Task A_second_loss_ends_the_session()
    {
        using Connection connection = await DueAsync(Reply.Lost);
        await connection.GetAccessTokenAsync();

        Assert.Equal(ErrorId.SessionExpired, (await ExpiredAsync(connection)).ErrorId);
    }

    [Fact]
    public async Task After_a_second_loss_nothing_is_sent()
    {
        using Connection connection = await DueAsync(Reply.Lost);
        await connection.GetAccessTokenAsync();
        await ExpiredAsync(connection);

        await ExpiredAsync(connection);

        Assert.Equal(3, _server.Token.Count);
    }

    [Fact]
    public async Task A_loss_after_the_old_token_has_run_out_is_followed_by_one_more_sending()
    {
        using Connection connection = await DueAsync(Reply.Lost);
        Assert.Equal(ErrorId.TokenRequestFailed, (await ExpiredAsync(connection)).ErrorId);
        Assert.Equal(ErrorId.SessionExpired, (await ExpiredAsync(connection)).ErrorId);

        await ExpiredAsync(connection);

        Assert.Equal(3, _server.Token.Count);
    }

    [Fact]
    public async Task A_loss_counts_no_more_after_a_refresh_that_succeeded()
    {
        using Connection connection = await DueAsync(Reply.Lost, Reply.Grant("at-2"), Reply.Lost, Reply.Grant("at-3"));
        await connection.GetAccessTokenAsync();
        _server.Clock.Advance(TimeSpan.FromSeconds(60));
        await connection.GetAccessTokenAsync();
        Assert.Equal(ErrorId.TokenRequestFailed, (await ExpiredAsync(connection)).ErrorId);
        _server.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("at-3", await connection.GetAccessTokenAsync());
    }

    [Fact]
    public async Task Client_credentials_are_not_used_up()
    {
        _server.Token.Replies(Reply.Grant(refreshToken: null), Reply.Lost, Reply.Lost, Reply.Lost, Reply.Grant("at-2", refreshToken: null));
        using Connection connection = await Connection.OpenAsync(
            Grant.ClientCredentials(_server.Environment, new("client-1", "s3cret")), _server.Options with { MaxRetryCount = 0 });
        _server.Clock.Advance(TimeSpan.FromSeconds(3540));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("at-1", await connection.GetAccessTokenAsync());
            _server.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal("at-2", await connection.GetAccessTokenAsync());
    }

    private async Task<SignInException> ExpiredAsync(Connection connection)
    {
        _server.Clock.Advance(TimeSpan.FromHours(1));
        return await Assert.ThrowsAsync<SignInException>(() => connection.GetAccessTokenAsync());
    }

    private async Task<Connection> DueAsync(params Reply[] refreshes)
    {
        _server.Token.Replies([Reply.Grant("at-1"), .. refreshes]);
        Connection connection = await _server.SignInAsync();
        _server.Clock.Advance(TimeSpan.FromSeconds(3540));
        return connection;
    }
}
