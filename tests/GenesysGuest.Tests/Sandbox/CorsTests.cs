using System.Net;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

/// <summary>What pages of other origins may ask of the sandbox (Fetch standard, "CORS protocol").</summary>
public sealed class CorsTests
{
    private const string Origin = "https://crm.example.com";

    public static TheoryData<string, string> Open => new()
    {
        { "/oauth/token", "POST" },
        { "/api/v2/oauth/token", "POST" },
        { "/api/v2/externalusers/guests", "POST" },
        { "/api/v2/tokens/me", "GET, DELETE" },
        { $"/api/v2/webdeployments/deployments/{SandboxDeployment.Default.Id}/identityresolution", "GET" },
        { "/api/v2/externalcontacts/bulk/contacts/enrich", "POST" },
        { "/api/v2/externalcontacts/contacts/1", "GET, DELETE" },
        { "/api/v2/externalcontacts/externalsources", "GET" },
    };

    public static TheoryData<string> Closed =>
        ["/oauth/authorize", "/api/v2/oauth/authorize", "/oauth/consent", "/_sandbox/guests", "/_sandbox/counts", "/_sandbox/expire-tokens"];

    [Theory]
    [MemberData(nameof(Open))]
    public async Task A_preflight_is_told_the_methods_and_granted_the_headers(string path, string methods)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await PreflightAsync(session, path);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("*", SandboxSession.Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal(methods, SandboxSession.Header(response, "Access-Control-Allow-Methods"));
        Assert.Equal("authorization,content-type", SandboxSession.Header(response, "Access-Control-Allow-Headers"));
    }

    [Fact]
    public async Task A_preflight_is_no_request_for_a_guest()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { RateLimit = 1 });
        string token = session.Server.IssueAccessToken();

        using HttpResponseMessage preflight = await PreflightAsync(session, "/api/v2/externalusers/guests");

        Assert.Equal(0, session.Server.Requests.Guests);
        Assert.Equal(201, await session.GuestStatusAsync(token));
    }

    [Theory]
    [MemberData(nameof(Open))]
    public async Task A_page_may_read_an_error_and_its_correlation_id(string path, string methods)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await SendAsync(session, new HttpMethod(methods.Split(',')[0]), path);

        Assert.True(response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest, $"It is {response.StatusCode}.");
        Assert.Equal("*", SandboxSession.Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("ININ-Correlation-Id", SandboxSession.Header(response, "Access-Control-Expose-Headers"));
    }

    /// <summary>A browser would send no cookie to this origin, and shows no answer that asked for one.</summary>
    [Theory]
    [MemberData(nameof(Open))]
    public async Task A_page_shows_a_token_and_no_cookie(string path, string methods)
    {
        Assert.NotEmpty(methods);
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await PreflightAsync(session, path);

        Assert.Equal("(none)", SandboxSession.Header(response, "Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Who_is_no_page_is_told_nothing_of_this()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.CreateGuestAsync(session.Server.IssueAccessToken());

        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Closed))]
    public async Task The_sign_in_page_and_the_control_interface_are_closed_to_pages(string path)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage preflight = await PreflightAsync(session, path);
        using HttpResponseMessage response = await SendAsync(session, HttpMethod.Get, path);

        Assert.All([preflight, response], answer =>
        {
            Assert.False(answer.IsSuccessStatusCode);
            Assert.Equal("(none)", SandboxSession.Header(answer, "Access-Control-Allow-Origin"));
        });
    }

    private static Task<HttpResponseMessage> PreflightAsync(SandboxSession session, string path) => SendAsync(
        session, HttpMethod.Options, path, ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type"));

    private static async Task<HttpResponseMessage> SendAsync(SandboxSession session, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        request.Headers.Add("Origin", Origin);
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await session.Http.SendAsync(request);
    }
}
