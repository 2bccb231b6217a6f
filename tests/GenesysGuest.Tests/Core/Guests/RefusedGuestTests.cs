using System.Net;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Guests;

/// <summary>Refusals that another attempt would not change: one request, that row's error, the server's own words.</summary>
public sealed class RefusedGuestTests
{
    private readonly ScriptedServer _server = new();

    [Theory]
    [InlineData(400, ErrorId.GuestRejected)]
    [InlineData(403, ErrorId.GuestForbidden)]
    [InlineData(404, ErrorId.GuestRejected)]
    [InlineData(405, ErrorId.GuestRejected)]
    [InlineData(407, ErrorId.ServiceUnavailable)]
    [InlineData(409, ErrorId.GuestRejected)]
    [InlineData(413, ErrorId.GuestRejected)]
    [InlineData(415, ErrorId.GuestRejected)]
    [InlineData(422, ErrorId.GuestRejected)]
    [InlineData(418, ErrorId.GuestRejected)]
    [InlineData(301, ErrorId.GuestRejected)]
    [InlineData(302, ErrorId.GuestRejected)]
    [InlineData(307, ErrorId.GuestRejected)]
    public async Task A_status_has_its_error(int status, ErrorId expected) =>
        Assert.Equal(expected, (await FailAsync(Reply.GenesysError(status, "c"))).ErrorId);

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(413)]
    [InlineData(415)]
    [InlineData(422)]
    [InlineData(302)]
    public async Task It_is_not_sent_again(int status)
    {
        await FailAsync(Reply.GenesysError(status, "c", headers: ("Retry-After", "1")));

        Assert.Equal(1, _server.Guests.Count);
    }

    [Fact]
    public async Task The_servers_code_and_message_are_shown() => Assert.EndsWith(
        "(400 bad.request: The email is taken).", (await FailAsync(Reply.GenesysError(400, "bad.request", "The email is taken"))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task The_servers_code_is_kept() => Assert.Equal("bad.request", (await FailAsync(Reply.GenesysError(400, "bad.request"))).ServerCode);

    [Fact]
    public async Task The_status_is_kept() =>
        Assert.Equal(HttpStatusCode.Conflict, (await FailAsync(Reply.GenesysError(409, "conflict"))).StatusCode);

    [Fact]
    public async Task The_correlation_id_is_kept() =>
        Assert.Equal("c-7", (await FailAsync(Reply.GenesysError(400, "c", headers: ("ININ-Correlation-Id", "c-7")))).CorrelationId);

    [Theory]
    [InlineData("app.not.authorized.for.scope", "externalusers:write")]
    [InlineData("app.not.authorized.for.scope", "webmessaging:guest:create")]
    [InlineData("app.not.authorized.for.scope", "sign in again")]
    [InlineData("missing.any.permissions", "role")]
    [InlineData("missing.any.permissions", "administrator")]
    [InlineData("something.new", "scopes")]
    [InlineData("something.new", "permissions")]
    public async Task A_403_has_the_remedy_of_its_code(string code, string remedy) =>
        Assert.Contains(remedy, (await FailAsync(Reply.GenesysError(403, code))).Remedy, StringComparison.Ordinal);

    [Fact]
    public async Task The_two_403s_differ() => Assert.NotEqual(
        (await FailAsync(Reply.GenesysError(403, "app.not.authorized.for.scope"))).Remedy, (await FailAsync(Reply.GenesysError(403, "missing.any.permissions"))).Remedy);

    [Fact]
    public async Task A_proxy_that_asks_for_authentication_is_named()
    {
        ProvisioningException error = await FailAsync(Reply.Of(407));

        Assert.Contains("the proxy requires authentication", error.Message, StringComparison.Ordinal);
        Assert.Contains("-ProxyCredential", error.AtThePrompt(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_409_says_that_the_guest_may_exist() =>
        Assert.Contains("exist", (await FailAsync(Reply.Of(409))).Remedy, StringComparison.Ordinal);

    [Fact]
    public async Task A_404_names_the_address_and_how_to_replace_it() => Assert.Contains(
        "https://usw2.pure.cloud/api/v2/externalusers/guests, and replace it if yours is different. See New-GenesysEnvironment", (await FailAsync(Reply.Of(404))).AtThePrompt(), StringComparison.Ordinal);

    [Theory]
    [InlineData("<html>nginx</html>", "text/html")]
    [InlineData("", "text/plain")]
    [InlineData("{\"message\":\"\\ud800\"}", "application/json")]
    [InlineData("[1,2", "application/json")]
    public async Task A_refusal_that_says_nothing_readable_is_known_by_its_status(string body, string contentType) =>
        Assert.EndsWith("(400).", (await FailAsync(Reply.Text(400, body, contentType))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(302)]
    public async Task Terminal_escapes_are_taken_out(int status) => Secrecy.AssertPrintable(await FailAsync(Reply.Json(
        status, """{"code":"c\u001b[2J","message":"\u001b]0;x\u0007\u009b31m\r\n\u202eabc"}""", ("Retry-After", "999"), ("ININ-Correlation-Id", "c\u009b2J"))));

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(500)]
    public async Task A_token_that_the_server_repeats_is_masked(int status) => Secrecy.AssertHidden(
        await FailAsync(Reply.GenesysError(status, "c", "Bearer at-0-s3cret was refused; token=at-0-s3cret", ("Retry-After", "999"))), "at-0-s3cret");

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_token_that_the_server_repeats_plainly_is_masked(int status) =>
        Secrecy.AssertHidden(await FailAsync(Reply.GenesysError(status, "at-0-s3cret", "Not good: at-0-s3cret")), "at-0-s3cret");

    private Task<ProvisioningException> FailAsync(Reply reply)
    {
        _server.Guests.Replies(reply);
        Connection connection = Opened.With(_server.Environment, "at-0-s3cret", _server.Options);
        return Assert.ThrowsAsync<ProvisioningException>(() => connection.CreateGuestAsync(new("Ada", "ada@example.com")));
    }
}
