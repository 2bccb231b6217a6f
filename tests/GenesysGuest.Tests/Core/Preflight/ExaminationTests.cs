using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Preflight;

/// <summary>All of an environment, whole and with each of its parts broken.</summary>
public sealed class ExaminationTests
{
    private const string Deployment = "d-1";
    private const string Api = "https://api.usw2.pure.cloud/api/v2";
    private const string Resolution = $"GET {Api}/webdeployments/deployments/d-1/identityresolution";

    private static readonly GenesysEnvironment Environment = GenesysEnvironment.Parse("usw2.pure.cloud", HostLayout.Regional);

    private readonly ScriptedSite _site = ScriptedSite.In(HostLayout.Regional);

    public ExaminationTests() => _site.Answers[Resolution] = Reply.Json(200, """{"resolveIdentities":true,"externalSource":{"id":"e-1"}}""");

    [Fact]
    public async Task Nothing_is_wrong_with_what_is_whole()
    {
        IReadOnlyList<EnvironmentFinding> findings = await RunAsync();

        Assert.DoesNotContain(findings, finding => finding.Status is FindingStatus.Failed or FindingStatus.Warning);
        Assert.Equal(
            [EnvironmentPart.NameResolution, EnvironmentPart.NameResolution, EnvironmentPart.Proxy, EnvironmentPart.Tls, EnvironmentPart.Tls, EnvironmentPart.Clock, EnvironmentPart.Authorize, EnvironmentPart.Token, EnvironmentPart.Guests, EnvironmentPart.TokensMe, EnvironmentPart.IdentityResolution],
            findings.Select(finding => finding.Part));
    }

    public static TheoryData<string, int, EnvironmentPart, FindingStatus, string> Broken => new()
    {
        { "GET https://login.usw2.pure.cloud/oauth/authorize", 404, EnvironmentPart.Authorize, FindingStatus.Failed, "No sign-in page was found" },
        { "GET https://login.usw2.pure.cloud/oauth/authorize", 503, EnvironmentPart.Authorize, FindingStatus.Warning, "temporarily unavailable" },
        { "POST https://login.usw2.pure.cloud/oauth/token", 404, EnvironmentPart.Token, FindingStatus.Failed, "No token endpoint was found" },
        { "POST https://login.usw2.pure.cloud/oauth/token", 429, EnvironmentPart.Token, FindingStatus.Warning, "temporarily unavailable" },
        { $"GET {Api}/externalusers/guests", 404, EnvironmentPart.Guests, FindingStatus.Failed, "does not describe one" },
        { $"GET {Api}/externalusers/guests", 401, EnvironmentPart.Guests, FindingStatus.Failed, "rejected the access token" },
        { $"GET {Api}/externalusers/guests", 302, EnvironmentPart.Guests, FindingStatus.Failed, "was not found" },
        { $"GET {Api}/externalusers/guests", 502, EnvironmentPart.Guests, FindingStatus.Warning, "temporarily unavailable" },
        { $"GET {Api}/tokens/me", 401, EnvironmentPart.TokensMe, FindingStatus.Failed, "was idle for longer" },
        { $"GET {Api}/tokens/me", 404, EnvironmentPart.TokensMe, FindingStatus.Warning, "The owner of the token is unknown" },
        { Resolution, 403, EnvironmentPart.IdentityResolution, FindingStatus.Failed, "webDeployments:identityResolution:view" },
        { Resolution, 404, EnvironmentPart.IdentityResolution, FindingStatus.Failed, "The deployment was not found" },
        { Resolution, 500, EnvironmentPart.IdentityResolution, FindingStatus.Failed, "It is unknown whether" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_part_that_is_broken_is_the_only_one_that_is(string request, int status, EnvironmentPart part, FindingStatus expected, string text)
    {
        _site.Answers[request] = Reply.Of(status);

        IReadOnlyList<EnvironmentFinding> findings = await RunAsync();

        EnvironmentFinding broken = Assert.Single(findings, finding => finding.Status is FindingStatus.Failed or FindingStatus.Warning);
        Assert.Equal((part, expected), (broken.Part, broken.Status));
        Assert.Contains(text, broken.ToString(), StringComparison.Ordinal);
        Assert.NotNull(broken.Remedy);
    }

    [Fact]
    public async Task In_the_wrong_layout_every_address_leads_to_the_other_one()
    {
        IReadOnlyList<EnvironmentFinding> findings = await EnvironmentCheck.RunAsync(GenesysEnvironment.Parse("usw2.pure.cloud"), options: _site.Options);

        EnvironmentFinding[] failed = [.. findings.Where(finding => finding.Status == FindingStatus.Failed)];
        Assert.Equal([EnvironmentPart.Authorize, EnvironmentPart.Token, EnvironmentPart.Guests], failed.Select(finding => finding.Part));
        Assert.All(failed, finding => Assert.Equal((NextStep.ChooseLayout, "Regional"), (finding.NextStep, finding.NextStepArgument)));
    }

    [Fact]
    public async Task A_deployment_that_recognizes_nobody_is_worth_a_warning()
    {
        _site.Answers[Resolution] = Reply.Json(200, """{"resolveIdentities":false}""");

        EnvironmentFinding finding = (await RunAsync())[^1];

        Assert.Equal((EnvironmentPart.IdentityResolution, FindingStatus.Warning), (finding.Part, finding.Status));
    }

    [Fact]
    public async Task Without_a_sign_in_what_takes_a_token_is_skipped_and_no_token_is_shown()
    {
        IReadOnlyList<EnvironmentFinding> findings = await EnvironmentCheck.RunAsync(Environment, options: _site.Options, deploymentId: Deployment);

        Assert.All(
            findings.Where(finding => finding.Part is EnvironmentPart.TokensMe or EnvironmentPart.IdentityResolution), finding => Assert.Equal((FindingStatus.Skipped, NextStep.SignIn), (finding.Status, finding.NextStep)));
        Assert.All(_site.Requests, request => Assert.Null(request.Authorization));
    }

    [Fact]
    public async Task The_token_goes_to_the_API_alone_and_into_no_finding()
    {
        IReadOnlyList<EnvironmentFinding> findings = await RunAsync();

        Assert.All(_site.Requests, request => Assert.Equal(request.Address.Host is "api.usw2.pure.cloud" ? "Bearer s3cret-token" : null, request.Authorization));
        Assert.All(findings, finding => Assert.DoesNotContain("s3cret", finding.ToString() + finding.Asked, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_posted_but_a_form_that_asks_for_nothing()
    {
        await RunAsync();

        Assert.Equal("grant_type=", Assert.Single(_site.Requests, request => request.Body.Length > 0).Body);
    }

    [Fact]
    public async Task A_deployment_id_cannot_leave_its_place()
    {
        using Connection connection = Connect();

        await EnvironmentCheck.RunAsync(Environment, options: _site.Options, connection: connection, deploymentId: "../../tokens/me?x=");

        Assert.DoesNotContain(_site.Requests, request => request.Address.Query.Length > 0);
        Assert.Contains(_site.Requests, request => request.Address.AbsolutePath.EndsWith("..%2F..%2Ftokens%2Fme%3Fx%3D/identityresolution", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Findings_are_told_as_they_come_and_returned()
    {
        List<EnvironmentFinding> told = [];

        IReadOnlyList<EnvironmentFinding> findings = await EnvironmentCheck.RunAsync(Environment, told.Add, _site.Options);

        Assert.Equal(told, findings);
    }

    [Fact]
    public async Task A_token_without_a_scope_that_is_needed_is_worth_a_warning()
    {
        ScriptedSite site = ScriptedSite.In(HostLayout.ApiPath);
        site.Answers["GET https://usw2.pure.cloud/api/v2/tokens/me"] = Reply.Json(200, """{"organization":{"id":"o-1"},"authorizedScope":["webmessaging:guest:create"]}""");
        GenesysEnvironment environment = GenesysEnvironment.Parse("usw2.pure.cloud");
        using Connection connection = Opened.With(environment, "s3cret-token", site.Options);

        EnvironmentFinding finding = (await EnvironmentCheck.RunAsync(environment, options: site.Options, connection: connection))[^1];

        Assert.Equal(FindingStatus.Warning, finding.Status);
        Assert.Contains("'externalusers:write'", finding.Remedy, StringComparison.Ordinal);
    }

    private Connection Connect() => Opened.With(Environment, "s3cret-token", _site.Options);

    private async Task<IReadOnlyList<EnvironmentFinding>> RunAsync()
    {
        using Connection connection = Connect();
        return await EnvironmentCheck.RunAsync(Environment, options: _site.Options, connection: connection, deploymentId: Deployment);
    }
}
