using System.Net;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn.Tokens;

/// <summary>A new refresh token replaces the old one (RFC 9700 §2.2.2); if none comes, the old one stays good (RFC 6749 §6).</summary>
public sealed class RefreshTokenRotationTests
{
    private readonly ScriptedServer _server = new();

    [Fact]
    public async Task A_new_refresh_token_is_used_for_the_next_refresh()
    {
        using Connection connection = await SignInAsync((_, index) => Reply.Grant($"at-{index}", $"rt-{index}"));

        await RefreshAsync(connection, times: 3);

        Assert.Equal("rt-0 rt-1 rt-2", SentRefreshTokens());
    }

    [Fact]
    public async Task The_old_refresh_token_is_kept_when_no_new_one_comes()
    {
        using Connection connection = await SignInAsync((_, index) => Reply.Grant($"at-{index}", index == 0 ? "rt-0" : null));

        await RefreshAsync(connection, times: 3);

        Assert.Equal("rt-0 rt-0 rt-0", SentRefreshTokens());
    }

    [Fact]
    public async Task An_empty_refresh_token_is_none()
    {
        using Connection connection = await SignInAsync((_, index) => Reply.Grant($"at-{index}", index == 0 ? "rt-0" : ""));

        await RefreshAsync(connection, times: 2);

        Assert.Equal("rt-0 rt-0", SentRefreshTokens());
    }

    [Fact]
    public async Task The_connection_shows_the_refresh_token_as_it_is_now()
    {
        using Connection connection = await SignInAsync((_, index) => Reply.Grant($"at-{index}", $"rt-{index}"));

        await RefreshAsync(connection, times: 2);

        Assert.Equal("rt-2", new NetworkCredential("", connection.RefreshToken).Password);
    }

    [Fact]
    public async Task A_sign_in_by_refresh_token_keeps_it_when_no_new_one_comes()
    {
        _server.Token.Answers((_, index) => Reply.Grant($"at-{index}", refreshToken: null));
        using Connection connection = await Connection.OpenAsync(Grant.RefreshToken(_server.Environment, "client-1", "rt-given"), _server.Options);

        await RefreshAsync(connection, times: 1);

        Assert.Equal("rt-given rt-given", SentRefreshTokens());
    }

    [Fact]
    public async Task A_sign_in_by_refresh_token_shows_the_rotated_one()
    {
        _server.Token.Answers((_, index) => Reply.Grant($"at-{index}", $"rt-{index}"));

        using Connection connection = await Connection.OpenAsync(Grant.RefreshToken(_server.Environment, "client-1", "rt-given"), _server.Options);

        Assert.Equal("rt-0", new NetworkCredential("", connection.RefreshToken).Password);
    }

    [Fact]
    public async Task No_refresh_token_is_sent_twice_however_many_callers_there_are()
    {
        using Connection connection = await SignInAsync((_, index) => Reply.Grant($"at-{index}", $"rt-{index}"));

        for (int round = 0; round < 20; round++)
        {
            _server.Clock.Advance(TimeSpan.FromHours(1));
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => connection.GetAccessTokenAsync())));
        }

        Assert.Equal(string.Join(' ', Enumerable.Range(0, 20).Select(index => $"rt-{index}")), SentRefreshTokens());
    }

    private string SentRefreshTokens() => string.Join(' ', _server.Token.Requests.Select(request => request.Field("refresh_token")).OfType<string>());

    private async Task RefreshAsync(Connection connection, int times)
    {
        for (int i = 0; i < times; i++)
        {
            _server.Clock.Advance(TimeSpan.FromHours(1));
            await connection.GetAccessTokenAsync();
        }
    }

    private Task<Connection> SignInAsync(Func<SentRequest, int, Reply> answer)
    {
        _server.Token.Answers(answer);
        return _server.SignInAsync();
    }
}
