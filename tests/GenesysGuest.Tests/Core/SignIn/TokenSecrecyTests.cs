using System.Text;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>No error repeats a secret, whatever the server says back.</summary>
public sealed class TokenSecrecyTests
{
    private const string Code = "c0de-7f/3+9=e~b";
    private const string RefreshToken = "refresh-81/+=~2";
    private const string ClientSecret = "cl13nt:s3cr3t/+é";

    private readonly ScriptedServer _server = new();
    private readonly Pkce _pkce = Pkce.Create();

    /// <summary>How a server may repeat what it was sent: plainly, as the form, in a member of that name, in place of what it grants.</summary>
    public static TheoryData<int, string> Echoes => new()
    {
        { 400, """{"error":"invalid_grant","error_description":"bad: PLAIN"}""" },
        { 400, """{"error":"PLAIN","description":"FORM"}""" },
        { 400, """{"error":"x","error_description":"you sent FORM and code=ENCODED and ENCODED"}""" },
        { 401, """{"error":"invalid_client","error_description":"PLAIN"}""" },
        { 403, """{"message":"FORM","code":"PLAIN"}""" },
        { 404, """{"message":"/oauth/token?FORM"}""" },
        { 500, """{"message":"PLAIN ENCODED"}""" },
        { 200, """{"access_token":"x y","scope":"PLAIN"}""" },
        { 200, """{"access_token":"at-1","token_type":"bearer","scope":"PLAIN"}""" },
        { 200, """{"access_token":"at-1","token_type":"PLAIN"}""" },
        { 200, "PLAIN" },
        { 302, "PLAIN" },
    };

    [Theory]
    [MemberData(nameof(Echoes))]
    public async Task A_code_is_never_repeated(int status, string body)
    {
        Echo(status, body, Code);

        Secrecy.AssertHidden(await Assert.ThrowsAsync<SignInException>(() => _server.SignInAsync(Code, _pkce)), Code);
    }

    [Theory]
    [MemberData(nameof(Echoes))]
    public async Task A_verifier_is_never_repeated(int status, string body)
    {
        Echo(status, body, _pkce.CodeVerifier);

        Secrecy.AssertHidden(await Assert.ThrowsAsync<SignInException>(() => _server.SignInAsync(Code, _pkce)), _pkce.CodeVerifier);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant","error_description":"bad: PLAIN"}""")]
    [InlineData(400, """{"error":"PLAIN","description":"FORM"}""")]
    [InlineData(401, """{"error":"x","description":"ENCODED"}""")]
    [InlineData(500, """{"message":"FORM"}""")]
    [InlineData(200, """{"access_token":"x y","scope":"PLAIN"}""")]
    public async Task A_refresh_token_is_never_repeated(int status, string body)
    {
        Echo(status, body, RefreshToken);

        Secrecy.AssertHidden(
            await Assert.ThrowsAsync<SignInException>(() => Connection.OpenAsync(Grant.RefreshToken(_server.Environment, "client-1", RefreshToken), _server.Options)), RefreshToken);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant","error_description":"bad: PLAIN"}""")]
    [InlineData(401, """{"error":"invalid_client","description":"ENCODED"}""")]
    [InlineData(401, """{"error":"invalid_client","description":"BASIC"}""")]
    [InlineData(403, """{"message":"Authorization: Basic BASIC"}""")]
    public async Task A_client_secret_is_never_repeated(int status, string body)
    {
        string basic = Convert.ToBase64String(Encoding.ASCII.GetBytes($"client-1:{Uri.EscapeDataString(ClientSecret)}"));
        Echo(status, body.Replace("BASIC", basic, StringComparison.Ordinal), ClientSecret);

        Secrecy.AssertHidden(
            await Assert.ThrowsAsync<SignInException>(() => Connection.OpenAsync(Grant.ClientCredentials(_server.Environment, new("client-1", ClientSecret)), _server.Options)),
            ClientSecret,
            basic);
    }

    [Fact]
    public async Task A_session_that_was_refused_does_not_repeat_its_refresh_token()
    {
        _server.Token.Replies(Reply.Grant(refreshToken: "refresh-81"), Reply.OAuthError(400, "invalid_grant", "refresh-81 is spent"));
        using Connection connection = await _server.SignInAsync();
        _server.Clock.Advance(TimeSpan.FromHours(1));

        Secrecy.AssertHidden(await Assert.ThrowsAsync<SignInException>(() => connection.GetAccessTokenAsync()), "refresh-81", "at-1");
    }

    [Fact]
    public async Task A_connection_shows_no_token()
    {
        _server.Token.Replies(Reply.Grant());
        using Connection connection = await _server.SignInAsync();

        Assert.Equal("usw2.pure.cloud (client-1)", connection.ToString());
    }

    private void Echo(int status, string body, string secret) => _server.Token.Replies(Reply.Json(
        status,
        body.Replace("PLAIN", secret, StringComparison.Ordinal)
            .Replace("ENCODED", Uri.EscapeDataString(secret), StringComparison.Ordinal)
            .Replace("FORM", $"grant_type=x&code={Uri.EscapeDataString(secret)}&refresh_token={Uri.EscapeDataString(secret)}", StringComparison.Ordinal)));
}
