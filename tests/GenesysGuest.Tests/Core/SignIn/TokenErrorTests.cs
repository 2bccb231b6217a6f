using System.Net;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>What the token endpoint's errors mean (RFC 6749 §5.2), and what they tell the user to do.</summary>
public sealed class TokenErrorTests
{
    private readonly ScriptedServer _server = new();

    [Theory]
    [InlineData(400, ErrorId.TokenRequestRejected)]
    [InlineData(401, ErrorId.TokenRequestUnauthorized)]
    [InlineData(403, ErrorId.TokenRequestRejected)]
    [InlineData(404, ErrorId.TokenRequestRejected)]
    [InlineData(407, ErrorId.TokenRequestFailed)]
    [InlineData(201, ErrorId.TokenRequestFailed)]
    [InlineData(204, ErrorId.TokenRequestFailed)]
    [InlineData(302, ErrorId.TokenRequestFailed)]
    [InlineData(500, ErrorId.TokenRequestFailed)]
    [InlineData(502, ErrorId.TokenRequestFailed)]
    [InlineData(503, ErrorId.TokenRequestFailed)]
    public async Task A_status_has_its_error(int status, ErrorId expected) =>
        Assert.Equal(expected, (await RefusedAsync(Reply.OAuthError(status, "e"))).ErrorId);

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task An_error_is_not_asked_for_twice(int status)
    {
        await RefusedAsync(Reply.OAuthError(status, "e"));

        Assert.Equal(1, _server.Token.Count);
    }

    [Fact]
    public async Task The_error_and_its_description_are_shown() => Assert.EndsWith(
        "(400 'invalid_grant'): The code has expired.",
        (await RefusedAsync(Reply.OAuthError(400, "invalid_grant", "The code has expired"))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(200, """{"error":"invalid_grant","access_token":""}""", "The token endpoint rejected the request (200 'invalid_grant').")]
    [InlineData(400, "{}", "The token endpoint rejected the request (400).")]
    [InlineData(401, """{"error":"invalid_client"}""", "The token endpoint refused the client (401 'invalid_client').")]
    [InlineData(500, "{}", "The token endpoint failed (500).")]
    public async Task Where_nothing_is_described_only_the_status_and_the_error_are_shown(int status, string body, string expected) =>
        Assert.Equal(expected, (await RefusedAsync(Reply.Json(status, body))).Message);

    [Fact]
    public async Task Genesyss_own_description_is_shown() => Assert.EndsWith(
        ": Bad verifier.",
        (await RefusedAsync(Reply.Json(400, """{"error":"invalid_grant","description":"Bad verifier"}"""))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task The_servers_code_is_kept() =>
        Assert.Equal("invalid_grant", (await RefusedAsync(Reply.OAuthError(400, "invalid_grant"))).ServerCode);

    [Fact]
    public async Task The_status_is_kept() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await RefusedAsync(Reply.OAuthError(400, "invalid_grant"))).StatusCode);

    [Fact]
    public async Task The_correlation_id_is_kept() =>
        Assert.Equal("c-7", (await RefusedAsync(Reply.Json(400, "{}", ("ININ-Correlation-Id", "c-7")))).CorrelationId);

    [Theory]
    [InlineData("verifier")]
    [InlineData("expired")]
    [InlineData("redirect URI")]
    [InlineData("usw2.pure.cloud is the organization's region")]
    public async Task A_rejected_code_has_the_remedies_of_the_contract(string remedy) =>
        Assert.Contains(remedy, (await RefusedAsync(Reply.OAuthError(400, "invalid_grant"))).Remedy, StringComparison.Ordinal);

    [Fact]
    public async Task A_refused_client_is_told_of_the_region() =>
        Assert.Contains("region", (await RefusedAsync(Reply.OAuthError(401, "invalid_client"))).Remedy, StringComparison.Ordinal);

    [Fact]
    public async Task A_rejected_refresh_token_is_told_of_the_region()
    {
        _server.Token.Replies(Reply.OAuthError(400, "invalid_grant"));

        SignInException error = await Assert.ThrowsAsync<SignInException>(
            () => Connection.OpenAsync(Grant.RefreshToken(_server.Environment, "client-1", "rt-0"), _server.Options));

        Assert.Contains("usw2.pure.cloud is the organization's region", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_client_credentials_are_told_of_the_region()
    {
        _server.Token.Replies(Reply.OAuthError(400, "unauthorized_client"));

        SignInException error = await Assert.ThrowsAsync<SignInException>(
            () => Connection.OpenAsync(Grant.ClientCredentials(_server.Environment, new("client-1", "s3cret")), _server.Options));

        Assert.Contains("usw2.pure.cloud is the organization's region", error.Remedy, StringComparison.Ordinal);
    }

    /// <summary>Only a client with a secret is restricted to addresses, and only a user can sign in again.</summary>
    [Theory]
    [InlineData(400, true, false, NextStep.None)]
    [InlineData(401, true, true, NextStep.None)]
    [InlineData(400, false, false, NextStep.SignIn)]
    [InlineData(401, false, false, NextStep.None)]
    public async Task A_client_with_a_secret_has_remedies_of_its_own(int status, bool isClients, bool namesAddresses, NextStep step)
    {
        _server.Token.Replies(Reply.OAuthError(status, "invalid_client"));

        SignInException error = await Assert.ThrowsAsync<SignInException>(
            () => isClients ? Connection.OpenAsync(Grant.ClientCredentials(_server.Environment, new("client-1", "s3cret")), _server.Options) : _server.SignInAsync());

        Assert.Equal((namesAddresses, step), (error.Remedy.Contains("allowed IP addresses", StringComparison.Ordinal), error.NextStep));
    }

    [Theory]
    [InlineData(400, "Wed, 02 Jan 2030 12:12:00 GMT", "This computer's clock is 12 minutes behind the server's")]
    [InlineData(401, "Wed, 02 Jan 2030 11:00:00 GMT", "This computer's clock is 60 minutes ahead of the server's")]
    public async Task A_clock_that_is_off_is_named(int status, string serversDate, string remedy) =>
        Assert.Contains(remedy, (await RefusedAsync(Reply.Json(status, "{}", ("Date", serversDate)))).Remedy, StringComparison.Ordinal);

    [Theory]
    [InlineData("Wed, 02 Jan 2030 12:05:00 GMT")]
    [InlineData("Wed, 02 Jan 2030 11:55:00 GMT")]
    [InlineData("noon")]
    public async Task A_clock_that_is_right_enough_is_not(string serversDate) =>
        Assert.DoesNotContain("clock", (await RefusedAsync(Reply.Json(400, "{}", ("Date", serversDate)))).Remedy, StringComparison.Ordinal);

    [Fact]
    public async Task A_proxy_that_asks_for_authentication_is_named()
    {
        SignInException error = await RefusedAsync(Reply.Of(407));

        Assert.Equal("The token endpoint could not be reached: the proxy requires authentication.", error.Message);
        Assert.Contains("-ProxyCredential", error.AtThePrompt(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>", "text/html")]
    [InlineData("{\"error\":\"e", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("{\"error\":5,\"error_description\":{}}", "application/json")]
    [InlineData("{\"error\":\"\\ud800\"}", "application/json")]
    [InlineData("", "application/json")]
    public async Task An_error_that_says_nothing_readable_is_known_by_its_status(string body, string contentType) =>
        Assert.Equal(ErrorId.TokenRequestRejected, (await RefusedAsync(Reply.Text(400, body, contentType))).ErrorId);

    [Fact]
    public async Task Terminal_escapes_are_taken_out() => Secrecy.AssertPrintable(
        await RefusedAsync(Reply.Json(
            400, """{"error":"e\u001b[2J","error_description":"\u001b]0;x\u0007\u009b31m\r\n\u202eabc"}""", ("ININ-Correlation-Id", "c\u009b2J"))));

    [Fact]
    public async Task An_answer_longer_than_any_is_not_read_to_its_end() =>
        Assert.Equal(ErrorId.TokenRequestFailed, (await RefusedAsync(Reply.Text(200, new string(' ', 4_000_000), "application/json"))).ErrorId);

    private Task<SignInException> RefusedAsync(Reply reply)
    {
        _server.Token.Replies(reply);
        return Assert.ThrowsAsync<SignInException>(() => _server.SignInAsync());
    }
}
