using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Preflight;

/// <summary>What is known before a grant shows a secret.</summary>
public sealed class BeforeGrantTests
{
    private const string Issuer = "POST https://usw2.pure.cloud/api/v2/oauth/token";

    private static readonly GenesysEnvironment Environment = GenesysEnvironment.Parse("usw2.pure.cloud");

    public static TheoryData<string> Grants => ["client credentials", "code", "refresh token"];

    [Theory]
    [MemberData(nameof(Grants))]
    public async Task The_look_shows_nothing_of_the_grant(string kind)
    {
        ScriptedSite site = ScriptedSite.In(HostLayout.ApiPath);

        await EnvironmentCheck.BeforeGrantAsync(GrantOf(kind), site.Options);

        SentRequest look = Assert.Single(site.Requests);
        Assert.Equal("grant_type=", look.Body);
        Assert.Null(look.Authorization);
        Assert.Empty(look.Address.Query);
    }

    [Fact]
    public async Task A_token_from_elsewhere_asks_for_nothing_and_nothing_is_asked()
    {
        ScriptedSite site = new();

        Assert.Null(await EnvironmentCheck.BeforeGrantAsync(Grant.AccessToken(Environment, "at-1"), site.Options));

        Assert.Empty(site.Requests);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(415)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Whatever_refuses_to_issue_anything_may_issue_tokens(int status)
    {
        ScriptedSite site = new() { Otherwise = Reply.Of(404), Answers = { [Issuer] = Reply.Of(status) } };

        Assert.Null(await LookAsync(site));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(null)]
    public async Task Where_the_other_layout_is_there_that_is_the_remedy(int? status)
    {
        ScriptedSite site = ScriptedSite.In(HostLayout.Regional);
        site.Answers[Issuer] = status is { } code ? Reply.Of(code) : Reply.ConnectFailure;

        SignInException error = await Assert.ThrowsAsync<SignInException>(() => LookAsync(site));

        Assert.Equal(ErrorId.EnvironmentNotFound, error.ErrorId);
        Assert.EndsWith("Use -Layout Regional.", error.AtThePrompt(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_in_its_place_is_told_before_the_secret_is_sent_to_it()
    {
        SignInException error = await Assert.ThrowsAsync<SignInException>(() => LookAsync(new ScriptedSite { Otherwise = Reply.Text(200, "<title>Welcome</title>", "text/html") }));

        Assert.Contains("an unexpected page or body", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("use -SkipEnvironmentCheck.", error.AtThePrompt(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_answers_the_sign_in_tries_for_itself() => Assert.Null(await LookAsync(new ScriptedSite()));

    [Fact]
    public async Task A_proxy_that_wants_to_know_who_asks_is_asked_once()
    {
        ScriptedSite site = new() { Otherwise = Reply.Empty(407) };

        SignInException error = await Assert.ThrowsAsync<SignInException>(() => LookAsync(site));

        Assert.Contains("-ProxyCredential", error.AtThePrompt(), StringComparison.Ordinal);
        Assert.Single(site.Requests);
    }

    [Fact]
    public async Task A_cancelled_look_is_cancelled()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EnvironmentCheck.BeforeGrantAsync(GrantOf("code"), new ConnectionOptions { UseProxy = false }, cancelled.Token));
    }

    private static Task<EnvironmentFinding?> LookAsync(ScriptedSite site) => EnvironmentCheck.BeforeGrantAsync(GrantOf("client credentials"), site.Options);

    private static Grant GrantOf(string kind) => kind switch
    {
        "code" => Grant.AuthorizationCode(Environment, "client-1", "s3cret-code", Pkce.Create()),
        "refresh token" => Grant.RefreshToken(Environment, new OAuthClient("client-1", "s3cret"), "s3cret-refresh"),
        _ => Grant.ClientCredentials(Environment, new OAuthClient("client-1", "s3cret")),
    };
}
