using System.Net;
using System.Text;
using System.Text.Json;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

public class ControlTests
{
    [Fact]
    public async Task Guests_are_listed_with_their_tokens_and_can_be_forgotten()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        await session.GuestStatusAsync(
            session.Server.IssueAccessToken(), """{"name":"Zoë","email":"zoe@example.com","customAttributes":{"tier":"gold"}}""");

        JsonElement guest = JsonElement.Parse(await session.Http.GetStringAsync(new Uri("/_sandbox/guests", UriKind.Relative)))[0];
        HttpStatusCode forgotten = await SendAsync(session, HttpMethod.Delete, "guests");

        Assert.Equal("Zoë", guest.GetProperty("name").GetString());
        Assert.Equal("gold", guest.GetProperty("customAttributes").GetProperty("tier").GetString());
        Assert.NotEmpty(guest.GetProperty("token").GetString()!);
        Assert.Equal(HttpStatusCode.NoContent, forgotten);
        Assert.Equal(0, session.Server.GuestCount);
    }

    [Fact]
    public async Task A_long_list_of_guests_is_whole()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { RateLimit = 0 });
        string token = session.Server.IssueAccessToken();
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => session.GuestStatusAsync(token)));

        JsonElement guests = JsonElement.Parse(await session.Http.GetStringAsync(new Uri(session.Server.ControlUri, "guests")));

        Assert.Equal(1000, guests.GetArrayLength());
    }

    [Fact]
    public async Task Counts_tell_what_was_asked()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        (string access, _) = await session.SignInAsync();
        await session.GuestStatusAsync(access);
        await session.GuestStatusAsync("made-up");

        JsonElement counts = JsonElement.Parse(await session.Http.GetStringAsync(new Uri("/_sandbox/counts", UriKind.Relative)));

        Assert.Equal(1, counts.GetProperty("guests").GetInt32());
        Assert.Equal(1, counts.GetProperty("authorizeRequests").GetInt32());
        Assert.Equal(1, counts.GetProperty("tokenRequests").GetInt32());
        Assert.Equal(2, counts.GetProperty("guestRequests").GetInt32());
        Assert.Equal(1, counts.GetProperty("guestsUnauthorized").GetInt32());
    }

    [Fact]
    public async Task Faults_can_be_planned_and_forgotten()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        string token = session.Server.IssueAccessToken();

        HttpStatusCode planned = await SendAsync(session, HttpMethod.Post, "faults", """{"kind":"status-429","retryAfter":"1.5","times":2}""");
        using HttpResponseMessage throttled = await session.CreateGuestAsync(token);
        HttpStatusCode forgotten = await SendAsync(session, HttpMethod.Delete, "faults");

        Assert.Equal(HttpStatusCode.NoContent, planned);
        Assert.Equal("1.5", SandboxSession.Header(throttled, "Retry-After"));
        Assert.Equal(HttpStatusCode.NoContent, forgotten);
        Assert.Equal(201, await session.GuestStatusAsync(token));
    }

    [Fact]
    public async Task Faults_can_be_planned_at_a_rate_and_for_the_token_address()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        await SendAsync(session, HttpMethod.Post, "faults", """{"kind":"missing-token","target":"Token","probability":1}""");
        using HttpResponseMessage response = await session.RedeemAsync(await session.GetCodeAsync());

        Assert.False((await SandboxSession.JsonOfAsync(response)).TryGetProperty("access_token", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"kind":"status-200"}""")]
    [InlineData("""{"kind":"no-such-fault"}""")]
    [InlineData("""{"kind":"hang","times":0}""")]
    [InlineData("""{"kind":"hang","times":1,"probability":0.5}""")]
    [InlineData("""{"kind":"hang","probability":2}""")]
    [InlineData("""{"kind":"hang","tmies":1}""")]
    [InlineData("""{"kind":"throttle-as-bad-request"}""")]
    public async Task A_fault_that_cannot_be_is_answered_400(string body)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(session, HttpMethod.Post, "faults", body));
        Assert.Equal(0, session.Server.Faults.Pending);
    }

    [Fact]
    public async Task Tokens_can_be_expired_and_revoked()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        (string access, string refresh) = await session.SignInAsync();

        await SendAsync(session, HttpMethod.Post, "expire-tokens");
        int expired = await session.GuestStatusAsync(access);
        using HttpResponseMessage refreshed = await session.RefreshAsync(refresh);
        await SendAsync(session, HttpMethod.Post, "revoke-tokens");

        Assert.Equal(401, expired);
        Assert.Equal(HttpStatusCode.OK, refreshed.StatusCode);
        Assert.Equal(401, await session.GuestStatusAsync(await SandboxSession.MemberAsync(refreshed, "access_token")));
    }

    [Fact]
    public async Task The_limit_can_be_used_up()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        string token = session.Server.IssueAccessToken();

        await SendAsync(session, HttpMethod.Post, "consume-rate-limit", """{"requests":300}""");

        Assert.Equal(429, await session.GuestStatusAsync(token));
    }

    [Fact]
    public async Task A_web_page_is_refused()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri("/_sandbox/guests", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Origin", "https://evil.example");

        using HttpResponseMessage response = await session.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Another_host_name_is_refused()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri("/_sandbox/guests", UriKind.Relative));
        request.Headers.Host = $"rebound.example:{session.Server.BaseAddress.Port}";

        using HttpResponseMessage response = await session.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    private static async Task<HttpStatusCode> SendAsync(SandboxSession session, HttpMethod method, string path, string? body = null)
    {
        using HttpRequestMessage request = new(method, new Uri(session.Server.ControlUri, path))
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using HttpResponseMessage response = await session.Http.SendAsync(request);
        return response.StatusCode;
    }
}
