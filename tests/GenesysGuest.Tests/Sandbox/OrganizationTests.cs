using System.Globalization;
using System.Text.Json;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

/// <summary>What the sandbox says of its organization: whose a token is, whether a deployment recognizes visitors, and where it is at all.</summary>
public sealed class OrganizationTests
{
    private const string Me = "/api/v2/tokens/me";
    private const string Resolution = "/api/v2/webdeployments/deployments/5a5a5a5a-0000-4000-8000-000000000001/identityresolution";

    [Fact]
    public async Task A_token_is_of_an_organization_a_client_and_its_own_scopes()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { OrganizationId = "o-1", OrganizationName = "Acme" });

        using HttpResponseMessage response = await SendAsync(session, HttpMethod.Get, Me, session.Server.IssueAccessToken(scope: "externalusers:write"));

        JsonElement me = await SandboxSession.JsonOfAsync(response);
        Assert.Equal("o-1 Acme", $"{me.GetProperty("organization").GetProperty("id")} {me.GetProperty("organization").GetProperty("name")}");
        Assert.Equal("sandbox-client", me.GetProperty("OAuthClient").GetProperty("id").GetString());
        Assert.Equal(["externalusers:write"], me.GetProperty("authorizedScope").EnumerateArray().Select(scope => scope.GetString()));
    }

    [Fact]
    public async Task A_token_that_revoked_itself_is_good_for_nothing_and_the_others_are_as_before()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        string token = session.Server.IssueAccessToken();
        string other = session.Server.IssueAccessToken();

        using HttpResponseMessage response = await SendAsync(session, HttpMethod.Delete, Me, token);

        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal((401, 201), (await session.GuestStatusAsync(token), await session.GuestStatusAsync(other)));
    }

    [Theory]
    [InlineData("GET", Me)]
    [InlineData("DELETE", Me)]
    [InlineData("GET", Resolution)]
    public async Task Strangers_are_told_nothing(string method, string path)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage without = await SendAsync(session, new HttpMethod(method), path, token: null);
        using HttpResponseMessage wrong = await SendAsync(session, new HttpMethod(method), path, "no-token");

        Assert.Equal((401, 401), ((int)without.StatusCode, (int)wrong.StatusCode));
    }

    [Theory]
    [InlineData("POST", Me, "GET, DELETE")]
    [InlineData("POST", Resolution, "GET")]
    public async Task Other_methods_are_not_allowed(string method, string path, string allowed)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await SendAsync(session, new HttpMethod(method), path, session.Server.IssueAccessToken());

        Assert.Equal(405, (int)response.StatusCode);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow));
    }

    [Fact]
    public async Task A_deployment_says_whether_it_resolves_identities_and_by_which_source()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { Deployments = [new("d-1"), new("d-2", ResolvesIdentities: false, "e-1")] });
        string token = session.Server.IssueAccessToken();

        JsonElement first = await ReadAsync(session, "/api/v2/webdeployments/deployments/d-1/identityresolution", token);
        JsonElement second = await ReadAsync(session, "/api/v2/webdeployments/deployments/d-2/identityresolution", token);

        Assert.True(first.GetProperty("resolveIdentities").GetBoolean());
        Assert.False(first.TryGetProperty("externalSource", out _));
        Assert.False(second.GetProperty("resolveIdentities").GetBoolean());
        Assert.Equal("e-1", second.GetProperty("externalSource").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_deployment_that_is_none_is_not_found_and_one_without_permission_is_not_shown()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { Clients = [SandboxClient.Public, new("poor") { HasPermission = false }] });

        using HttpResponseMessage none = await SendAsync(session, HttpMethod.Get, "/api/v2/webdeployments/deployments/nope/identityresolution", session.Server.IssueAccessToken());
        using HttpResponseMessage hidden = await SendAsync(session, HttpMethod.Get, Resolution, session.Server.IssueAccessToken("poor"));

        Assert.Equal((404, 403), ((int)none.StatusCode, (int)hidden.StatusCode));
        Assert.Contains("webDeployments:identityResolution:view", await hidden.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SandboxLayouts.ApiPath, 400, 404)]
    [InlineData(SandboxLayouts.Regional, 404, 400)]
    [InlineData(SandboxLayouts.Both, 400, 400)]
    public async Task A_layout_that_is_not_served_is_not_there(SandboxLayouts layouts, int apiPath, int regional)
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { Layouts = layouts });

        using HttpResponseMessage first = await session.Http.GetAsync(session.Server.AuthorizeUri);
        using HttpResponseMessage second = await session.Http.GetAsync(session.Server.RegionalAuthorizeUri);
        using HttpResponseMessage third = await session.Http.GetAsync(session.Server.TokenUri);
        using HttpResponseMessage fourth = await session.Http.GetAsync(session.Server.RegionalTokenUri);

        Assert.Equal((apiPath, regional), ((int)first.StatusCode, (int)second.StatusCode));
        Assert.Equal((apiPath == 404, regional == 404), ((int)third.StatusCode == 404, (int)fourth.StatusCode == 404));
    }

    [Theory]
    [InlineData(FaultTarget.Authorize, "/api/v2/oauth/authorize")]
    [InlineData(FaultTarget.TokensMe, Me)]
    [InlineData(FaultTarget.IdentityResolution, Resolution)]
    public async Task Each_address_goes_wrong_on_demand(FaultTarget target, string path)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(Fault.Status(302) with { Location = "http://portal.example/" }, target: target);

        using HttpResponseMessage response = await SendAsync(session, HttpMethod.Get, path, session.Server.IssueAccessToken());

        Assert.Equal((302, "http://portal.example/"), ((int)response.StatusCode, response.Headers.Location?.ToString()));
        Assert.Equal(1, session.Server.Faults.Befallen);
    }

    [Fact]
    public async Task Its_clock_can_be_wrong()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { DateOffset = TimeSpan.FromMinutes(10) });

        using HttpResponseMessage response = await session.Http.GetAsync(session.Server.AuthorizeUri);

        DateTimeOffset expected = session.Clock.GetUtcNow().AddMinutes(10);
        Assert.Equal(expected.ToString("R", CultureInfo.InvariantCulture), response.Headers.Date?.ToString("R", CultureInfo.InvariantCulture));
    }

    private static async Task<JsonElement> ReadAsync(SandboxSession session, string path, string token)
    {
        using HttpResponseMessage response = await SendAsync(session, HttpMethod.Get, path, token);
        return await SandboxSession.JsonOfAsync(response);
    }

    private static Task<HttpResponseMessage> SendAsync(SandboxSession session, HttpMethod method, string path, string? token)
    {
        HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        return session.Http.SendAsync(request);
    }
}
