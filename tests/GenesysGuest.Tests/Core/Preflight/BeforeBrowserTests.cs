using System.Net;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Preflight;

/// <summary>What is known before a browser opens.</summary>
public sealed class BeforeBrowserTests
{
    private const string Domain = "usw2.pure.cloud";
    private const string ApiPathPage = "GET https://usw2.pure.cloud/api/v2/oauth/authorize";
    private const string RegionalPage = "GET https://login.usw2.pure.cloud/oauth/authorize";

    [Theory]
    [InlineData(HostLayout.ApiPath)]
    [InlineData(HostLayout.Regional)]
    public async Task A_sign_in_page_that_is_there_is_no_matter(HostLayout layout) => Assert.Null(await LookAsync(ScriptedSite.In(layout), layout));

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_is_out_of_order_or_shy_is_there(int status)
    {
        ScriptedSite site = ScriptedSite.In(HostLayout.Regional);
        site.Answers[ApiPathPage] = Reply.Of(status);

        Assert.Null(await LookAsync(site));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(410)]
    [InlineData(501)]
    [InlineData(null)]
    public async Task Where_the_other_layout_is_there_that_is_the_remedy(int? status)
    {
        ScriptedSite site = ScriptedSite.In(HostLayout.Regional);
        site.Answers[ApiPathPage] = status is { } code ? Reply.Of(code) : Reply.ConnectFailure;

        SignInException error = await RefusedAsync(site);

        Assert.Equal(ErrorId.EnvironmentNotFound, error.ErrorId);
        Assert.Contains("https://usw2.pure.cloud/api/v2/oauth/authorize", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("The layout Regional has a sign-in page: https://login.usw2.pure.cloud/oauth/authorize. Use -Layout Regional.", error.AtThePrompt(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_regional_hosts_the_remedy_is_ApiPath() =>
        Assert.EndsWith("Use -Layout ApiPath.", (await RefusedAsync(ScriptedSite.In(HostLayout.ApiPath), HostLayout.Regional)).AtThePrompt(), StringComparison.Ordinal);

    [Fact]
    public async Task Where_neither_is_there_the_domain_is_in_doubt()
    {
        SignInException error = await RefusedAsync(new ScriptedSite { Otherwise = Reply.Of(404) });

        Assert.Contains(Domain, error.Remedy, StringComparison.Ordinal);
        Assert.EndsWith("use -SkipEnvironmentCheck.", error.AtThePrompt(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_not_found_ends_it_at_once()
    {
        SignInException error = await RefusedAsync(new ScriptedSite());

        Assert.Equal(ErrorId.EnvironmentNotFound, error.ErrorId);
        Assert.Equal("The sign-in page could not be reached: the host name usw2.pure.cloud was not found.", error.Message);
    }

    [Fact]
    public async Task A_captive_portal_is_named_by_its_host_alone()
    {
        SignInException error = await RefusedAsync(new ScriptedSite { Otherwise = Reply.Json(302, "", ("Location", "http://portal.example/welcome?ticket=s3cret")) });

        Assert.Contains("a redirect to http://portal.example.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", Secrecy.AllText(error), StringComparison.Ordinal);
        Assert.Contains("requires you to sign in", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("https://usw2.pure.cloud/login")]
    [InlineData("https://login.usw2.pure.cloud/")]
    [InlineData("http://127.0.0.1:8765/callback?error=login_required")]
    public async Task A_redirect_that_stays_at_home_is_a_sign_in_page(string location)
    {
        ScriptedSite site = new() { Otherwise = Reply.Of(404), Answers = { [ApiPathPage] = Reply.Json(302, "", ("Location", location)) } };

        Assert.Null(await LookAsync(site));
    }

    [Theory]
    [InlineData("invalid_scope", "See -Scope.")]
    [InlineData("unauthorized_client", "grant with PKCE.")]
    [InlineData("invalid_request", "in Genesys Cloud.")]
    [InlineData("unsupported_response_type", "in Genesys Cloud.")]
    [InlineData("invalid_pkce_package", "in Genesys Cloud.")]
    public async Task A_request_that_is_refused_ends_the_sign_in_before_the_browser_opens(string code, string remedy)
    {
        SignInException error = await Assert.ThrowsAsync<SignInException>(() => RedirectedAsync(state => $"{AuthorizationRequest.DefaultRedirectUri}?error={code}&error_description=no%1b[31m&state={state}"));

        Assert.Equal((ErrorId.AuthorizationDenied, code), (error.ErrorId, error.ServerCode));
        Assert.EndsWith(remedy, error.AtThePrompt(), StringComparison.Ordinal);
        Secrecy.AssertPrintable(error);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8765/callback?error=login_required&state=")]
    [InlineData("http://127.0.0.1:8765/callback?error=interaction_required&state=")]
    [InlineData("http://127.0.0.1:8765/callback?error=consent_required&state=")]
    [InlineData("http://127.0.0.1:8765/callback?error=access_denied&state=")]
    [InlineData("http://127.0.0.1:8765/callback?error=temporarily_unavailable&state=")]
    [InlineData("http://127.0.0.1:8765/callback?error=invalid_scope&state=0")]
    [InlineData("http://127.0.0.1:8765/callback?error=invalid_scope&error=invalid_scope&state=")]
    [InlineData("http://127.0.0.1:8765/callback?error=invalid_scope&code=c&state=")]
    [InlineData("http://127.0.0.1:8765/callback?error=invalid_scope&iss=https%3A%2F%2Felsewhere.example&state=")]
    [InlineData("https://usw2.pure.cloud/login?error=invalid_scope&state=")]
    public async Task An_error_that_needs_a_person_or_is_not_known_to_be_of_this_request_does_not(string location) =>
        Assert.Null(await RedirectedAsync(state => location + state));

    [Theory]
    [InlineData("http://127.0.0.1:8765/callback/other?error=invalid_scope&state=")]
    [InlineData("http://127.0.0.1:8765/callback2?error=login_required&state=")]
    public async Task A_redirect_to_another_address_of_this_computer_is_no_sign_in_page(string location) =>
        Assert.Equal(ErrorId.EnvironmentNotFound, (await Assert.ThrowsAsync<SignInException>(() => RedirectedAsync(state => location + state))).ErrorId);

    [Fact]
    public async Task A_redirect_to_a_sister_host_gives_way_to_the_other_layout()
    {
        ScriptedSite site = ScriptedSite.In(HostLayout.Regional);
        site.Answers[ApiPathPage] = Reply.Json(301, "", ("Location", "https://apps.usw2.pure.cloud/"));

        Assert.Equal(NextStep.ChooseLayout, (await RefusedAsync(site)).NextStep);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    public async Task A_page_that_does_not_know_the_client_says_so_before_the_browser_does(int status)
    {
        ScriptedSite site = ScriptedSite.In(HostLayout.ApiPath);
        site.Answers[ApiPathPage] = Reply.Of(status);

        SignInException error = await RefusedAsync(site);

        Assert.Equal((ErrorId.AuthorizationDenied, (HttpStatusCode)status, NextStep.SkipEnvironmentCheck), (error.ErrorId, error.StatusCode, error.NextStep));
        Assert.Contains("client-1", error.Remedy, StringComparison.Ordinal);
        Assert.Contains(AuthorizationRequest.DefaultRedirectUri, error.Remedy, StringComparison.Ordinal);
        Assert.Contains("region", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_wants_to_know_who_asks_is_a_proxy()
    {
        SignInException error = await RefusedAsync(new ScriptedSite { Otherwise = Reply.Empty(407) });

        Assert.Contains("requires authentication", error.Message, StringComparison.Ordinal);
        Assert.Contains("-ProxyCredential", error.AtThePrompt(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_the_request_is_given_away_or_used_up()
    {
        ScriptedSite site = ScriptedSite.In(HostLayout.ApiPath);
        AuthorizationRequest request = AuthorizationRequest.Create(GenesysEnvironment.Parse(Domain), "client-1");

        await EnvironmentCheck.BeforeBrowserAsync(request, site.Options);

        string asked = Assert.Single(site.Requests).Address.Query;
        Assert.Contains("client_id=client-1", asked, StringComparison.Ordinal);
        Assert.DoesNotContain(request.State, asked, StringComparison.Ordinal);
        Assert.DoesNotContain(request.CodeChallenge, asked, StringComparison.Ordinal);
        Assert.False(request.IsUsed);
    }

    [Theory]
    [InlineData(10, "This computer's clock is 10 minutes behind the server's.")]
    [InlineData(-10, "This computer's clock is 10 minutes ahead of the server's.")]
    [InlineData(4, null)]
    public async Task A_clock_that_is_wrong_is_told_and_no_reason_to_end(int minutes, string? expected)
    {
        ScriptedSite site = ScriptedSite.In(HostLayout.ApiPath);
        string date = site.Clock.GetUtcNow().AddMinutes(minutes).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        site.Answers[ApiPathPage] = Reply.Json(302, "", ("Location", "/login"), ("Date", date));

        Assert.Equal(expected, (await LookAsync(site))?.Answer);
    }

    [Fact]
    public async Task An_address_of_the_users_own_has_no_other_layout()
    {
        ScriptedSite site = new() { Otherwise = Reply.Of(404), Answers = { [RegionalPage] = Reply.Of(200) } };
        GenesysEnvironment replaced = GenesysEnvironment.Parse(Domain).With(authorizeUri: new Uri("https://gateway.example.com/authorize"));

        SignInException error = await Assert.ThrowsAsync<SignInException>(() => EnvironmentCheck.BeforeBrowserAsync(AuthorizationRequest.Create(replaced, "client-1"), site.Options));

        Assert.NotEqual(NextStep.ChooseLayout, error.NextStep);
        Assert.Single(site.Requests);
    }

    private static Task<EnvironmentFinding?> LookAsync(ScriptedSite site, HostLayout layout = HostLayout.ApiPath) =>
        EnvironmentCheck.BeforeBrowserAsync(AuthorizationRequest.Create(GenesysEnvironment.Parse(Domain, layout), "client-1"), site.Options);

    // The state is that of the test request, which only the server can know.
    private static Task<EnvironmentFinding?> RedirectedAsync(Func<string, string> location)
    {
        ScriptedServer server = new();
        server.Guests.Answers((request, _) => Reply.Json(302, "", ("Location", location(request.Address.Query.Split("&state=")[^1]))));
        return EnvironmentCheck.BeforeBrowserAsync(AuthorizationRequest.Create(server.Environment, "client-1"), server.Options);
    }

    private static Task<SignInException> RefusedAsync(ScriptedSite site, HostLayout layout = HostLayout.ApiPath) =>
        Assert.ThrowsAsync<SignInException>(() => LookAsync(site, layout));
}
