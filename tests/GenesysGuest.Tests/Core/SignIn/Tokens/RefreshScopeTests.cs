using System.Net;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn.Tokens;

/// <summary>What a refresh says of scopes: nothing, and those granted before hold (RFC 6749 §6), or that one is missing.</summary>
public sealed class RefreshScopeTests
{
    private readonly ScriptedServer _server = new();

    [Fact]
    public async Task Without_a_scope_in_the_answer_those_granted_before_hold()
    {
        _server.Token.Replies(Granted("at-1", "rt-1", "externalusers:write users"), Reply.Grant("at-2"));
        using Connection connection = await _server.SignInAsync();

        await RefreshAsync(connection);

        Assert.Equal(["externalusers:write", "users"], connection.Scopes);
    }

    [Fact]
    public async Task So_they_do_after_a_sign_in_by_refresh_token()
    {
        _server.Token.Replies(Granted("at-1", "rt-1", "externalusers:write users"), Reply.Grant("at-2"), Reply.Grant("at-3"));
        using Connection connection = await Connection.OpenAsync(Grant.RefreshToken(_server.Environment, "client-1", "rt-0"), _server.Options);

        await RefreshAsync(connection);
        await RefreshAsync(connection);

        Assert.Equal(["externalusers:write", "users"], connection.Scopes);
    }

    [Fact]
    public async Task A_missing_scope_is_an_error()
    {
        using Connection connection = await NarrowedAsync();

        Assert.Equal(ErrorId.MissingScope, (await Assert.ThrowsAsync<SignInException>(() => RefreshAsync(connection))).ErrorId);
    }

    [Fact]
    public async Task A_missing_scope_does_not_cost_the_rotated_refresh_token()
    {
        using Connection connection = await NarrowedAsync();

        await Assert.ThrowsAsync<SignInException>(() => RefreshAsync(connection));

        Assert.Equal("rt-2", new NetworkCredential("", connection.RefreshToken).Password);
    }

    [Fact]
    public async Task A_missing_scope_stays_an_error_until_the_next_refresh()
    {
        using Connection connection = await NarrowedAsync();
        await Assert.ThrowsAsync<SignInException>(() => RefreshAsync(connection));

        await Assert.ThrowsAsync<SignInException>(() => connection.GetAccessTokenAsync());
        await RefreshAsync(connection);

        Assert.Equal("at-3", await connection.GetAccessTokenAsync());
        Assert.Equal("rt-2", _server.Token.Requests[^1].Field("refresh_token"));
    }

    private static Reply Granted(string accessToken, string refreshToken, string scope) => Reply.Json(
        200, $$"""{"access_token":"{{accessToken}}","token_type":"bearer","expires_in":3600,"refresh_token":"{{refreshToken}}","scope":"{{scope}}"}""");

    private Task<Connection> NarrowedAsync()
    {
        _server.Token.Replies(Reply.Grant("at-1", "rt-1"), Granted("at-2", "rt-2", "users"), Granted("at-3", "rt-3", "externalusers:write"));
        return _server.SignInAsync();
    }

    private Task<string> RefreshAsync(Connection connection)
    {
        _server.Clock.Advance(TimeSpan.FromHours(1));
        return connection.GetAccessTokenAsync();
    }
}
