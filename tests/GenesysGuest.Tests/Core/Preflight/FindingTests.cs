using System.Globalization;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Preflight;

/// <summary>What each finding says, and the step that it leads to.</summary>
public sealed class FindingTests
{
    private const string Api = "https://api.usw2.pure.cloud/api/v2";
    private const string Guests = $"GET {Api}/externalusers/guests";
    private const string Owner = $"GET {Api}/tokens/me";
    private const string Resolution = $"GET {Api}/webdeployments/deployments/d-1/identityresolution";

    private static readonly GenesysEnvironment Environment = GenesysEnvironment.Parse("usw2.pure.cloud", HostLayout.Regional);

    private readonly ScriptedSite _site = ScriptedSite.In(HostLayout.Regional);

    /// <summary>What the guests endpoint answers, whether somebody is signed in, and what that comes to.</summary>
    public static TheoryData<int, bool, FindingStatus, NextStep> OfGuests => new()
    {
        { 200, true, FindingStatus.Passed, NextStep.None },
        { 403, true, FindingStatus.Passed, NextStep.None },
        { 401, true, FindingStatus.Failed, NextStep.SignIn },
        { 401, false, FindingStatus.Passed, NextStep.None },
        { 404, true, FindingStatus.Failed, NextStep.ReplaceGuestsAddress },
        { 407, true, FindingStatus.Failed, NextStep.GiveProxyCredential },
        { 428, true, FindingStatus.Passed, NextStep.None },
        { 429, true, FindingStatus.Warning, NextStep.None },
        { 499, true, FindingStatus.Passed, NextStep.None },
        { 500, true, FindingStatus.Warning, NextStep.None },
    };

    [Theory]
    [MemberData(nameof(OfGuests))]
    public async Task The_guests_endpoint_is_there_or_a_step_helps(int status, bool isSignedIn, FindingStatus expected, NextStep step)
    {
        _site.Answers[Guests] = Reply.Of(status);

        EnvironmentFinding finding = await FindAsync(EnvironmentPart.Guests, isSignedIn);

        Assert.Equal((expected, step, Guests), (finding.Status, finding.NextStep, finding.Asked));
    }

    [Fact]
    public async Task A_guests_endpoint_that_is_not_reached_is_the_networks_matter()
    {
        _site.Answers[Guests] = Reply.ConnectFailure;

        Assert.Equal((FindingStatus.Failed, NextStep.CheckProxy), await FindAsync(EnvironmentPart.Guests) is var finding ? (finding.Status, finding.NextStep) : default);
    }

    [Theory]
    [InlineData(null, "Clock: Passed. It is right.")]
    [InlineData("Set it.", "Clock: Passed. It is right. Set it.")]
    public void As_text_it_is_one_line(string? remedy, string expected) =>
        Assert.Equal(expected, new EnvironmentFinding(EnvironmentPart.Clock, FindingStatus.Passed, "clock", "It is right.", remedy).ToString());

    [Fact]
    public async Task Nobody_said_what_time_it_is() => Assert.Equal(
        (FindingStatus.Skipped, "No response contained a date."), await FindAsync(EnvironmentPart.Clock) is var finding ? (finding.Status, finding.Answer) : default);

    [Theory]
    [InlineData(0, FindingStatus.Passed, null)]
    [InlineData(300, FindingStatus.Passed, null)]
    [InlineData(-300, FindingStatus.Passed, null)]
    [InlineData(301, FindingStatus.Warning, "This computer's clock is 5 minutes behind the server's.")]
    [InlineData(-301, FindingStatus.Warning, "This computer's clock is 5 minutes ahead of the server's.")]
    public async Task A_clock_may_be_five_minutes_off(int seconds, FindingStatus expected, string? answer)
    {
        string date = _site.Clock.GetUtcNow().AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture);
        _site.Answers[Guests] = Reply.Of(405, ("Date", date)); // the first two answers have none

        EnvironmentFinding finding = await FindAsync(EnvironmentPart.Clock);

        Assert.Equal(expected, finding.Status);
        Assert.Equal(answer ?? finding.Answer, finding.Answer);
    }

    [Fact]
    public async Task A_proxy_that_asks_who_it_is_is_the_proxys_finding_and_a_sentence()
    {
        _site.Answers[$"GET {Environment.AuthorizeUri}"] = Reply.Empty(407);

        EnvironmentFinding finding = await FindAsync(EnvironmentPart.Proxy);

        Assert.Equal((FindingStatus.Failed, NextStep.GiveProxyCredential, "The proxy requires authentication."), (finding.Status, finding.NextStep, finding.Answer));
    }

    [Fact]
    public async Task Where_there_is_no_proxy_that_is_said() => Assert.Equal(
        (FindingStatus.Passed, "No proxy is used."), await FindAsync(EnvironmentPart.Proxy) is var finding ? (finding.Status, finding.Answer) : default);

    /// <summary>One half of the sign-in is in the layout that was chosen, and the other in the other one: with the guests endpoint it is as with the half that is not there.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_guests_endpoint_follows_whichever_half_of_the_sign_in_is_elsewhere(bool isPageHere)
    {
        GenesysEnvironment chosen = GenesysEnvironment.Parse("usw2.pure.cloud");
        _site.Answers[isPageHere ? $"GET {chosen.AuthorizeUri}" : $"POST {chosen.TokenUri}"] = isPageHere ? Reply.Of(200) : Reply.OAuthError(400, "invalid_request");

        IReadOnlyList<EnvironmentFinding> findings = await EnvironmentCheck.RunAsync(chosen, options: _site.Options);

        Assert.Equal(NextStep.ChooseLayout, Assert.Single(findings, finding => finding.Part == EnvironmentPart.Guests).NextStep);
    }

    [Fact]
    public async Task Proxies_are_named_once_and_without_their_credentials()
    {
        ConnectionOptions options = _site.Options with { Proxy = new System.Net.WebProxy(new Uri("http://user:s3cret@proxy.example.com:3128")) };

        IReadOnlyList<EnvironmentFinding> findings = await EnvironmentCheck.RunAsync(Environment, options: options);

        Assert.Equal("http://proxy.example.com:3128.", Assert.Single(findings, finding => finding.Part == EnvironmentPart.Proxy).Answer);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", EnvironmentPart.Tls, "The address http://127.0.0.1:5080 uses plain http and does not leave this computer.")]
    [InlineData("http://127.0.0.1:5080", EnvironmentPart.NameResolution, "127.0.0.1 is an IP address, not a name.")]
    [InlineData("https://[::1]:5080", EnvironmentPart.NameResolution, "[::1] is an IP address, not a name.")]
    [InlineData("https://gateway.example.com", EnvironmentPart.NameResolution, "The proxy or the custom handler resolves the name gateway.example.com.")]
    [InlineData("https://gateway.example.com", EnvironmentPart.Tls, "No connection to gateway.example.com was established.")]
    public async Task What_there_is_no_need_to_look_at_is_skipped(string address, EnvironmentPart part, string answer)
    {
        IReadOnlyList<EnvironmentFinding> findings = await EnvironmentCheck.RunAsync(GenesysEnvironment.Parse(address), options: new ScriptedSite().Options);

        Assert.Equal((FindingStatus.Skipped, answer), findings.First(finding => finding.Part == part) is var finding ? (finding.Status, finding.Answer) : default);
    }

    [Theory]
    [InlineData("""{"organization":{"id":"o-1","name":"Acme"},"OAuthClient":{"name":"Guests"},"authorizedScope":["externalusers:write"]}""", "'Acme' and the client 'Guests', and has these scopes: externalusers:write.")]
    [InlineData("""{"organization":{"id":"o-1"}}""", "'o-1' and the client '', and has these scopes: .")]
    public async Task The_owner_of_a_token_is_named_as_well_as_it_can_be(string body, string answer)
    {
        _site.Answers[Owner] = Reply.Json(200, body);

        Assert.EndsWith(answer, (await FindAsync(EnvironmentPart.TokensMe)).Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, FindingStatus.Failed, NextStep.SignIn)]
    [InlineData(403, FindingStatus.Warning, NextStep.None)]
    public async Task A_token_of_nobody_is_refused_or_not_known(int status, FindingStatus expected, NextStep step)
    {
        _site.Answers[Owner] = Reply.Of(status);

        Assert.Equal((expected, step), await FindAsync(EnvironmentPart.TokensMe) is var finding ? (finding.Status, finding.NextStep) : default);
    }

    [Fact]
    public async Task Where_the_guests_address_is_ones_own_nobody_is_asked_whose_the_token_is()
    {
        GenesysEnvironment replaced = Environment.With(guestsUri: new Uri("https://gateway.example.com/guests"));
        using Connection connection = Opened.With(replaced, "s3cret-token", _site.Options);

        IReadOnlyList<EnvironmentFinding> findings = await EnvironmentCheck.RunAsync(replaced, options: _site.Options, connection: connection, deploymentId: "d-1");

        Assert.All(
            findings.Where(finding => finding.Part is EnvironmentPart.TokensMe or EnvironmentPart.IdentityResolution),
            finding => Assert.Equal((FindingStatus.Skipped, NextStep.None), (finding.Status, finding.NextStep)));
        Assert.DoesNotContain(_site.Requests, request => request.Address.AbsolutePath.EndsWith("/me", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"resolveIdentities":true,"externalSource":{"id":"e-1"}}""", FindingStatus.Passed, "by the external source e-1.")]
    [InlineData("""{"resolveIdentities":true}""", FindingStatus.Passed, "without an external source.")]
    [InlineData("""{"resolveIdentities":false}""", FindingStatus.Warning, "does not look up the contact of a visitor.")]
    [InlineData("""{"resolveIdentities":"yes"}""", FindingStatus.Failed, "It is unknown whether the deployment recognizes visitors: the server returned 200.")]
    [InlineData("""{}""", FindingStatus.Failed, "It is unknown whether the deployment recognizes visitors: the server returned 200.")]
    public async Task A_deployment_says_whether_it_recognizes_visitors(string body, FindingStatus expected, string answer)
    {
        _site.Answers[Resolution] = Reply.Json(200, body);

        EnvironmentFinding finding = await FindAsync(EnvironmentPart.IdentityResolution);

        Assert.Equal(expected, finding.Status);
        Assert.EndsWith(answer, finding.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deployment_is_not_shown_to_a_token_that_is_refused()
    {
        _site.Answers[Resolution] = Reply.Of(401);

        EnvironmentFinding finding = await FindAsync(EnvironmentPart.IdentityResolution);

        Assert.Equal((FindingStatus.Failed, NextStep.SignIn), (finding.Status, finding.NextStep));
        Assert.StartsWith("Sign in again", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deployment_that_was_not_named_is_not_asked_about() => Assert.DoesNotContain(
        await EnvironmentCheck.RunAsync(Environment, options: _site.Options), finding => finding.Part == EnvironmentPart.IdentityResolution);

    [Theory]
    [InlineData(EnvironmentPart.NameResolution)]
    [InlineData(EnvironmentPart.Tls)]
    public async Task What_is_found_of_two_hosts_names_each(EnvironmentPart part)
    {
        IEnumerable<string> answers = (await EnvironmentCheck.RunAsync(Environment, options: _site.Options)).Where(finding => finding.Part == part).Select(finding => finding.Answer);

        Assert.Collection(
            answers,
            answer => Assert.Contains("login.usw2.pure.cloud", answer, StringComparison.Ordinal),
            answer => Assert.Contains("api.usw2.pure.cloud", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_is_looked_at_once()
    {
        IReadOnlyList<EnvironmentFinding> findings = await EnvironmentCheck.RunAsync(GenesysEnvironment.Parse("usw2.pure.cloud"), options: _site.Options);

        Assert.Single(findings, finding => finding.Part == EnvironmentPart.Tls);
    }

    private async Task<EnvironmentFinding> FindAsync(EnvironmentPart part, bool isSignedIn = true)
    {
        using Connection connection = Opened.With(Environment, "s3cret-token", _site.Options);
        IReadOnlyList<EnvironmentFinding> findings = await EnvironmentCheck.RunAsync(
            Environment, options: _site.Options, connection: isSignedIn ? connection : null, deploymentId: part == EnvironmentPart.IdentityResolution ? "d-1" : null);
        return Assert.Single(findings, finding => finding.Part == part);
    }
}
