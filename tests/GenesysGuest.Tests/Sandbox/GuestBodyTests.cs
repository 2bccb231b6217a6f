using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace GenesysGuest.Tests.Sandbox;

public class GuestBodyTests
{
    [Theory]
    [InlineData("application/json", 201)]
    [InlineData("Application/JSON;charset=UTF-8", 201)]
    [InlineData("application/json; charset=iso-8859-1", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    public async Task The_body_must_say_that_it_is_json(string contentType, int status)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.CreateGuestAsync(session.Server.IssueAccessToken(), contentType: contentType);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(null, 201)]
    [InlineData("*/*", 201)]
    [InlineData("text/html, application/*;q=0.5", 201)]
    [InlineData("text/html", 406)]
    [InlineData("application/json;q=0", 406)]
    public async Task The_client_must_accept_json(string? accept, int status)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.CreateGuestAsync(session.Server.IssueAccessToken(), accept: accept);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(64 * 1024, HttpStatusCode.Created)]
    [InlineData((64 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task The_body_may_be_64_kibibytes_however_it_is_framed(int length, HttpStatusCode status)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        string token = session.Server.IssueAccessToken();
        string body = SandboxSession.Ada + new string(' ', length - SandboxSession.Ada.Length);
        using HttpRequestMessage chunked = new(HttpMethod.Post, session.Server.GuestsUri)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        chunked.Headers.TransferEncodingChunked = true;
        chunked.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using HttpResponseMessage whole = await session.CreateGuestAsync(token, body);
        using HttpResponseMessage inChunks = await session.Http.SendAsync(chunked);

        Assert.Equal(status, whole.StatusCode);
        Assert.Equal(status, inChunks.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"name":"Ada"}""")]
    [InlineData("""{"email":"ada@example.com"}""")]
    [InlineData("""{"name":"","email":"ada@example.com"}""")]
    [InlineData("""{"name":" ","email":"ada@example.com"}""")]
    [InlineData("""{"name":1,"email":"ada@example.com"}""")]
    [InlineData("""{"name":null,"email":"ada@example.com"}""")]
    [InlineData("""{"name":"Ada","email":""}""")]
    [InlineData("""{"name":"Ada","email":"ada"}""")]
    [InlineData("""{"name":"Ada","email":"@example.com"}""")]
    [InlineData("""{"name":"Ada","email":"ada@"}""")]
    [InlineData("""{"name":"Ada","email":"a@b@c"}""")]
    [InlineData("""{"name":"Ada","email":"a da@example.com"}""")]
    [InlineData("""{"name":"Ada","name":"Bea","email":"ada@example.com"}""")]
    [InlineData("""{"name":"Ada","email":"ada@example.com","phone":"1"}""")]
    [InlineData("""{"Name":"Ada","email":"ada@example.com"}""")]
    [InlineData("""{"name":"Ada","email":"ada@example.com","customAttributes":null}""")]
    [InlineData("""{"name":"Ada","email":"ada@example.com","customAttributes":["gold"]}""")]
    [InlineData("""{"name":"Ada","email":"ada@example.com","customAttributes":{"tier":1}}""")]
    [InlineData("""{"name":"Ada","email":"ada@example.com","customAttributes":{"tier":null}}""")]
    [InlineData("""{"name":"Ada","email":"ada@example.com","customAttributes":{"tier":{}}}""")]
    [InlineData("""{"name":"Ada","email":"ada@example.com","customAttributes":{"":"x"}}""")]
    [InlineData("""{"name":"Ada","email":"ada@example.com","customAttributes":{"a":"x","a":"y"}}""")]
    [InlineData("""{"name":"Ada","email":"ada@example.com"} {}""")]
    [InlineData("""{"name":"Ada","email":"ada@example.com",}""")]
    [InlineData("""{"name":"Ada","email":"ada@example.com" """)]
    [InlineData("""{"name":"\ud800","email":"ada@example.com"}""")]
    public async Task A_body_outside_the_contract_is_answered_400_and_makes_no_guest(string body)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.CreateGuestAsync(session.Server.IssueAccessToken(), body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("bad.request", await SandboxSession.MemberAsync(response, "code"));
        Assert.Equal(0, session.Server.GuestCount);
    }
}
