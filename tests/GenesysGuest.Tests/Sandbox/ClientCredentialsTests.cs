using System.Net;
using System.Text;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

public class ClientCredentialsTests
{
    private static readonly (string, string)[] Grant = [("grant_type", "client_credentials")];

    [Fact]
    public async Task A_confidential_client_gets_a_token_that_creates_guests_and_no_refresh_token()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.PostTokenAsync(Grant, Basic("sandbox-confidential:sandbox-secret"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False((await SandboxSession.JsonOfAsync(response)).TryGetProperty("refresh_token", out _));
        Assert.Equal(201, await session.GuestStatusAsync(await SandboxSession.MemberAsync(response, "access_token")));
    }

    [Theory]
    [InlineData("sandbox-confidential:wrong")]
    [InlineData("sandbox-confidential")]
    [InlineData("someone-else:sandbox-secret")]
    [InlineData("sandbox-client:")]
    public async Task Wrong_credentials_are_answered_401(string credentials)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.PostTokenAsync(Grant, Basic(credentials));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("invalid_client", await SandboxSession.MemberAsync(response, "error"));
    }

    [Fact]
    public async Task Both_halves_of_the_credentials_are_form_encoded()
    {
        SandboxClient client = SandboxClient.Confidential with { Id = "a:b", Secret = "ü %+" };
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { Clients = [client] });

        using HttpResponseMessage encoded = await session.PostTokenAsync(Grant, Basic("a%3Ab:%C3%BC+%25%2B"));
        using HttpResponseMessage plain = await session.PostTokenAsync(Grant, Basic("a:b:ü %+"));

        Assert.Equal(HttpStatusCode.OK, encoded.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, plain.StatusCode);
    }

    [Fact]
    public async Task A_confidential_client_may_not_use_a_grant_it_was_not_given()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.PostTokenAsync(
            [("grant_type", "refresh_token"), ("refresh_token", "x")], Basic("sandbox-confidential:sandbox-secret"));

        Assert.Equal("unauthorized_client", await SandboxSession.MemberAsync(response, "error"));
    }

    private static string Basic(string credentials) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));
}
