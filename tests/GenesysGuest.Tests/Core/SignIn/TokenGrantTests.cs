using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>What the token endpoint grants (RFC 6749 §5.1).</summary>
public sealed class TokenGrantTests
{
    private readonly ScriptedServer _server = new();

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    public async Task The_token_type_is_read_in_any_case(string type)
    {
        using Connection connection = await GrantedAsync($$"""{"access_token":"at-1","token_type":"{{type}}"}""");

        Assert.Equal("at-1", await connection.GetAccessTokenAsync());
    }

    [Fact]
    public async Task A_token_of_another_type_is_refused() =>
        Assert.Equal(ErrorId.TokenRequestFailed, (await RefusedAsync("""{"access_token":"at-1","token_type":"mac"}""")).ErrorId);

    [Theory]
    [InlineData("3600")]
    [InlineData("3600.0")]
    [InlineData("\"3600\"")]
    public async Task The_lifetime_may_be_a_number_or_text(string lifetime)
    {
        using Connection connection = await GrantedAsync($$"""{"access_token":"at-1","token_type":"bearer","expires_in":{{lifetime}}}""");

        Assert.Equal(_server.Clock.GetUtcNow().AddHours(1), connection.ExpiresAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"expires_in\":null")]
    [InlineData(",\"expires_in\":0")]
    [InlineData(",\"expires_in\":-5")]
    [InlineData(",\"expires_in\":1e300")]
    public async Task Without_a_usable_lifetime_the_end_is_not_known(string member)
    {
        using Connection connection = await GrantedAsync($$"""{"access_token":"at-1","token_type":"bearer"{{member}}}""");

        Assert.Null(connection.ExpiresAt);
    }

    [Fact]
    public async Task Without_a_scope_the_token_has_what_was_asked_for()
    {
        using Connection connection = await GrantedAsync("""{"access_token":"at-1","token_type":"bearer"}""");

        Assert.Equal(["webmessaging:guest:create", "externalusers:write"], connection.Scopes);
    }

    [Fact]
    public async Task The_servers_scope_is_what_the_token_has()
    {
        using Connection connection = await GrantedAsync("""{"access_token":"at-1","token_type":"bearer","scope":"externalusers:write  users"}""");

        Assert.Equal(["externalusers:write", "users"], connection.Scopes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("webmessaging:guest:create")]
    [InlineData("externalusers:write2")]
    [InlineData("xexternalusers:write")]
    [InlineData("externalusers:writeexternalusers:write")]
    [InlineData("EXTERNALUSERS:WRITE")]
    [InlineData("externalusers")]
    public async Task A_token_without_the_scope_as_a_whole_word_is_refused(string scope) => Assert.Equal(
        ErrorId.MissingScope, (await RefusedAsync($$"""{"access_token":"at-1","token_type":"bearer","scope":"{{scope}}"}""")).ErrorId);

    [Fact]
    public async Task The_refusal_names_the_scopes_there_are() => Assert.Contains(
        "Its scopes are: users.", (await RefusedAsync("""{"access_token":"at-1","token_type":"bearer","scope":"users"}""")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_scope_that_was_not_asked_for_is_not_missed()
    {
        _server.Token.Replies(Reply.Json(200, """{"access_token":"at-1","token_type":"bearer","scope":"users"}"""));

        using Connection connection = await Connection.OpenAsync(Grant.AuthorizationCode(_server.Environment, "client-1", "c0de", Pkce.Create(), scopes: ["users"]), _server.Options);

        Assert.Equal(["users"], connection.Scopes);
    }

    [Fact]
    public async Task Without_a_refresh_token_the_connection_cannot_refresh()
    {
        using Connection connection = await GrantedAsync("""{"access_token":"at-1","token_type":"bearer"}""");

        Assert.False(connection.CanRefresh);
    }

    [Fact]
    public async Task With_a_refresh_token_the_connection_can_refresh()
    {
        using Connection connection = await GrantedAsync("""{"access_token":"at-1","token_type":"bearer","refresh_token":"rt-1"}""");

        Assert.Equal("rt-1", new System.Net.NetworkCredential("", connection.RefreshToken).Password);
    }

    [Fact]
    public async Task Unknown_members_are_ignored()
    {
        using Connection connection = await GrantedAsync("""{"x":{"y":[1]},"access_token":"at-1","token_type":"bearer","z":null}""");

        Assert.Equal("at-1", await connection.GetAccessTokenAsync());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"at-1\"")]
    [InlineData("")]
    [InlineData("{\"access_token\":\"at-1\",\"token_type\":\"bea")]
    [InlineData("<!doctype html><title>Sign in to this network</title>")]
    [InlineData("{\"access_token\":\"\",\"token_type\":\"bearer\"}")]
    [InlineData("{\"access_token\":\"at 1\",\"token_type\":\"bearer\"}")]
    [InlineData("{\"access_token\":\"at\\r\\nX: y\",\"token_type\":\"bearer\"}")]
    [InlineData("{\"access_token\":\"\\ud800\",\"token_type\":\"bearer\"}")]
    [InlineData("{\"access_token\":5,\"token_type\":\"bearer\"}")]
    public async Task A_success_without_a_usable_token_is_an_error(string body) =>
        Assert.Equal(ErrorId.TokenRequestFailed, (await RefusedAsync(body)).ErrorId);

    [Fact]
    public async Task A_byte_order_mark_before_the_answer_does_no_harm()
    {
        using Connection connection = await GrantedAsync("\uFEFF{\"access_token\":\"at-1\",\"token_type\":\"bearer\"}");

        Assert.Equal("at-1", await connection.GetAccessTokenAsync());
    }

    private Task<Connection> GrantedAsync(string body)
    {
        _server.Token.Replies(Reply.Json(200, body));
        return _server.SignInAsync();
    }

    private Task<SignInException> RefusedAsync(string body) => Assert.ThrowsAsync<SignInException>(() => GrantedAsync(body));
}
