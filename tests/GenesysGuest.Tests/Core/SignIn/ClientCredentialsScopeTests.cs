using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>A confidential client has the scopes that its administrator gave it (RFC 6749 §4.4.2): it need not ask for any.</summary>
public sealed class ClientCredentialsScopeTests
{
    private readonly ScriptedServer _server = new();

    [Fact]
    public async Task A_connection_asks_for_no_scope()
    {
        _server.Token.Replies(Reply.Grant(refreshToken: null));
        using Connection connection = await SignInAsync();

        Assert.Equal("grant_type=client_credentials", Assert.Single(_server.Token.Requests).Body);
    }

    [Fact]
    public async Task A_renewal_asks_for_no_scope_either()
    {
        _server.Token.Replies(Reply.Grant("at-1", refreshToken: null), Reply.Grant("at-2", refreshToken: null));
        using Connection connection = await SignInAsync();

        _server.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal("at-2", await connection.GetAccessTokenAsync());
        Assert.All(_server.Token.Requests, request => Assert.Equal("grant_type=client_credentials", request.Body));
    }

    [Fact]
    public async Task Without_a_scope_in_the_grant_the_scopes_of_a_connection_are_not_known()
    {
        _server.Token.Replies(Reply.Grant());
        using Connection connection = await SignInAsync();

        Assert.Empty(connection.Scopes);
    }

    [Fact]
    public async Task The_scopes_of_a_connection_are_those_that_the_server_names()
    {
        Grants("externalusers:write users");
        using Connection connection = await SignInAsync();

        Assert.Equal(["externalusers:write", "users"], connection.Scopes);
    }

    [Fact]
    public async Task A_scope_that_nobody_asked_for_is_not_missed()
    {
        Grants("users");
        using Connection connection = await SignInAsync();

        Assert.Equal(["users"], connection.Scopes);
    }

    [Fact]
    public async Task A_sign_in_that_is_throttled_is_tried_again()
    {
        _server.Token.Replies(Reply.Of(429), Reply.Grant("at-1", refreshToken: null));
        using Connection connection = await _server.Clock.RunAsync(SignInAsync());

        Assert.Equal(2, _server.Token.Count);
    }

    // No code is used up, so the request can be sent twice.
    [Fact]
    public async Task A_sign_in_whose_response_was_lost_is_tried_again()
    {
        _server.Token.Replies(Reply.Lost, Reply.Grant("at-1", refreshToken: null));
        using Connection connection = await _server.Clock.RunAsync(SignInAsync());

        Assert.Equal(2, _server.Token.Count);
    }

    private void Grants(string scope) => _server.Token.Replies(Reply.Json(200, $$"""{"access_token":"at-1","token_type":"bearer","scope":"{{scope}}"}"""));

    private Task<Connection> SignInAsync() => Connection.OpenAsync(Grant.ClientCredentials(_server.Environment, new("client-1", "s3cret")), _server.Options);
}
