using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sdk;

/// <summary>The vendor's SDK at work in the sandbox, on the hosts that it knows: those of the Regional layout.</summary>
public sealed class SdkAndSandboxTests
{
    private static readonly object[] SignIn = ["signIn", SandboxClient.Confidential.Id, SandboxClient.Confidential.Secret!];

    private static readonly object[] CreateAda = ["createGuest", new { name = "Ada Lovelace", email = "ada@example.com", customAttributes = new { tier = "gold" } }];

    [SdkFact]
    public async Task A_client_signs_in_with_its_credentials()
    {
        await using SandboxServer sandbox = await StartAsync();

        IReadOnlyList<SdkAnswer> answers = await SdkRun.CallAsync(sandbox.BaseAddress, SignIn);

        Assert.False(answers[0].IsError);
        Assert.NotEqual("", answers[0].Text("accessToken"));
        Assert.True(answers[0].At("tokenExpiryTime").GetInt64() > sandbox.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        Assert.Equal(["/oauth/token"], sandbox.Requests.Recent.Select(request => request.Path));
    }

    [SdkFact]
    public async Task A_token_says_whose_it_is()
    {
        await using SandboxServer sandbox = await StartAsync();

        IReadOnlyList<SdkAnswer> answers = await SdkRun.CallAsync(sandbox.BaseAddress, SignIn, ["whoseToken"]);

        Assert.Equal(200, answers[1].Status);
        Assert.Equal("Sandbox", answers[1].Text("body/organization/name"));
        Assert.Equal("Nightly import", answers[1].Text("body/OAuthClient/name"));
        Assert.Equal(SandboxClient.Confidential.AllowedScopes, answers[1].At("body/authorizedScope").EnumerateArray().Select(scope => scope.GetString()!));
    }

    [SdkFact]
    public async Task A_guest_that_the_SDK_creates_is_in_the_sandbox()
    {
        await using SandboxServer sandbox = await StartAsync();

        IReadOnlyList<SdkAnswer> answers = await SdkRun.CallAsync(sandbox.BaseAddress, SignIn, CreateAda);

        SandboxGuest guest = Assert.Single(sandbox.Guests);
        Assert.Equal(201, answers[1].Status);
        Assert.Equal((guest.Id.ToString(), guest.Token), (answers[1].Text("body/id"), answers[1].Text("body/token")));
        Assert.Equal(("Ada Lovelace", "ada@example.com", "gold"), (guest.Name, guest.Email, guest.CustomAttributes["tier"]));
    }

    [SdkFact]
    public async Task A_token_that_was_revoked_is_good_for_nothing()
    {
        await using SandboxServer sandbox = await StartAsync();

        IReadOnlyList<SdkAnswer> answers = await SdkRun.CallAsync(sandbox.BaseAddress, SignIn, ["revokeToken"], ["whoseToken"], CreateAda);

        Assert.False(answers[1].IsError);
        Assert.All(answers.Skip(2), answer => Assert.Equal((true, 401, "bad.credentials"), (answer.IsError, answer.Status, answer.Text("body/code"))));
        Assert.Empty(sandbox.Guests);
    }

    [SdkFact]
    public async Task A_deployment_says_whether_it_resolves_identities()
    {
        await using SandboxServer sandbox = await StartAsync();

        IReadOnlyList<SdkAnswer> answers = await SdkRun.CallAsync(sandbox.BaseAddress, SignIn, ["resolvesIdentities", SandboxDeployment.Default.Id]);

        Assert.Equal(200, answers[1].Status);
        Assert.True(answers[1].At("body/resolveIdentities").GetBoolean());
        Assert.Equal(SandboxDeployment.Default.ExternalSourceId, answers[1].Text("body/externalSource/id"));
    }

    [SdkFact]
    public async Task A_client_with_a_wrong_secret_is_refused_with_a_code_that_the_SDK_shows()
    {
        await using SandboxServer sandbox = await StartAsync();

        IReadOnlyList<SdkAnswer> answers = await SdkRun.CallAsync(sandbox.BaseAddress, ["signIn", SandboxClient.Confidential.Id, "wrong"]);

        Assert.Equal((true, "AxiosError", 401), (answers[0].IsError, answers[0].Text("type"), answers[0].Status));
        Assert.Equal("invalid_client", answers[0].Text("body/error"));
        Assert.Contains("secret is wrong", answers[0].Text("body/description"), StringComparison.Ordinal);
    }

    [SdkFact]
    public async Task Beyond_the_limit_the_SDK_reads_the_error_and_the_time_to_wait()
    {
        await using SandboxServer sandbox = await StartAsync(new SandboxOptions { RateLimit = 1 });

        IReadOnlyList<SdkAnswer> answers = await SdkRun.CallAsync(sandbox.BaseAddress, SignIn, CreateAda, CreateAda);

        Assert.Equal((true, 429), (answers[2].IsError, answers[2].Status));
        Assert.Equal("too.many.requests", answers[2].Text("body/code"));
        Assert.NotNull(answers[2].Text("headers/retry-after"));
        Assert.Equal("2", answers[2].Text("headers/inin-ratelimit-count"));
        Assert.Equal(answers[2].Text("headers/inin-correlation-id"), answers[2].Text("body/contextId"));
        Assert.Single(sandbox.Guests);
    }

    [SdkFact]
    public async Task An_error_that_the_SDK_throws_as_it_is_has_the_members_of_the_APIs_errors()
    {
        await using SandboxServer sandbox = await StartAsync();

        IReadOnlyList<SdkAnswer> answers = await SdkRun.CallAsync(sandbox.BaseAddress, SignIn, ["plainAnswers"], ["resolvesIdentities", "unknown"]);

        Assert.Equal((true, 404, "not.found"), (answers[2].IsError, answers[2].Status, answers[2].Text("code")));
        Assert.Equal(
            ["message", "code", "status", "messageWithParams", "messageParams", "contextId", "details", "errors"],
            answers[2].Value.EnumerateObject().Select(member => member.Name));
    }

    [SdkFact]
    public async Task A_code_without_a_proof_key_is_refused_here_though_the_SDK_sends_none_for_a_client_with_a_secret()
    {
        await using SandboxServer sandbox = await StartAsync();

        IReadOnlyList<SdkAnswer> answers = await SdkRun.CallAsync(
            sandbox.BaseAddress, ["redeemCode", SandboxClient.Web.Id, SandboxClient.Web.Secret!, "code-1", SandboxClient.Web.RedirectUris[0]]);

        Assert.Equal((true, 400, "invalid_request"), (answers[0].IsError, answers[0].Status, answers[0].Text("body/error")));
        Assert.Contains("code_verifier", answers[0].Text("body/description"), StringComparison.Ordinal);
    }

    private static Task<SandboxServer> StartAsync(SandboxOptions? options = null) =>
        SandboxServer.StartAsync((options ?? new SandboxOptions()) with { Layouts = SandboxLayouts.Regional });
}
