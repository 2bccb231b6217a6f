using GenesysGuest.Preflight;
using GenesysGuest.Resilience;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Preflight;

/// <summary>One look at an address, and what its answer says of what is there.</summary>
public sealed class LookoutTests : IDisposable
{
    private readonly ScriptedSite _site = new();
    private readonly Lookout _lookout;

    public LookoutTests() => _lookout = new Lookout(_site.Options);

    public void Dispose() => _lookout.Dispose();

    [Theory]
    [InlineData("https://login.usw2.pure.cloud", "/signin", nameof(Presence.Here))]
    [InlineData("https://login.usw2.pure.cloud", "https://LOGIN.usw2.pure.cloud/signin", nameof(Presence.Here))]
    [InlineData("https://login.usw2.pure.cloud", "https://apps.usw2.pure.cloud/", nameof(Presence.Moved))]
    [InlineData("https://login.usw2.pure.cloud", "https://usw2.pure.cloud/", nameof(Presence.Moved))]
    [InlineData("https://login.usw2.pure.cloud", "https://eu.login.usw2.pure.cloud/", nameof(Presence.Moved))]
    [InlineData("https://login.usw2.pure.cloud", "https://pure.cloud/", nameof(Presence.Moved))]
    [InlineData("https://login.usw2.pure.cloud", "https://evilusw2.pure.cloud/", nameof(Presence.Elsewhere))]
    [InlineData("https://login.usw2.pure.cloud", "https://portal.example/", nameof(Presence.Elsewhere))]
    [InlineData("https://example.com", "https://www.example.com/", nameof(Presence.Moved))]
    [InlineData("https://example.com", "https://other.com/", nameof(Presence.Elsewhere))]
    [InlineData("https://10.0.0.1", "https://9.0.0.1/", nameof(Presence.Elsewhere))]
    public async Task A_redirect_says_where_the_sign_in_page_is(string address, string location, string expected)
    {
        _site.Otherwise = Reply.Json(302, "", ("Location", location));

        Assert.Equal(expected, $"{(await AuthorizeAsync(address, redirectUri: null)).Presence}");
    }

    [Theory]
    [InlineData(100.0, 10)]
    [InlineData(3.0, 3)]
    [InlineData(-0.001, 10)] // an infinite timeout
    public async Task Nobody_is_waited_for_longer_than_ten_seconds_or_than_was_asked_for(double timeout, int expected)
    {
        _site.Otherwise = Reply.Of(200).After(new TaskCompletionSource().Task);
        using Lookout lookout = new(_site.Options with { RequestTimeout = TimeSpan.FromSeconds(timeout) });
        Task<Sight> look = lookout.AuthorizeAsync(new Uri("https://login.usw2.pure.cloud"), redirectUri: null, CancellationToken.None);

        await _site.Clock.WaitForTimersAsync(1);
        _site.Clock.Advance(TimeSpan.FromSeconds(expected) - TimeSpan.FromMilliseconds(1));
        Assert.False(look.IsCompleted);
        _site.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null((await look).Response);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8765/callback", nameof(Presence.Here))]
    [InlineData("HTTP://127.0.0.1:8765/callback?tenant=1", nameof(Presence.Here))]
    [InlineData("http://127.0.0.1:8765/call", nameof(Presence.Elsewhere))]
    [InlineData("http://127.0.0.1:8765/Callback", nameof(Presence.Elsewhere))]
    [InlineData("http://127.0.0.1:876", nameof(Presence.Elsewhere))]
    [InlineData("http://127.0.0.1:8765/other", nameof(Presence.Elsewhere))]
    [InlineData(null, nameof(Presence.Elsewhere))]
    public async Task A_redirect_to_the_redirect_URI_is_an_answer_of_the_page(string? redirectUri, string expected)
    {
        _site.Otherwise = Reply.Json(302, "", ("Location", "http://127.0.0.1:8765/callback?error=login_required"));

        Assert.Equal(expected, $"{(await AuthorizeAsync("https://usw2.pure.cloud", redirectUri)).Presence}");
    }

    [Theory]
    [InlineData("http://127.0.0.1:8765/?error=login_required", nameof(Presence.Here))]
    [InlineData("http://127.0.0.1:8765?error=login_required", nameof(Presence.Here))]
    [InlineData("http://127.0.0.1:8765@portal.example/?error=login_required", nameof(Presence.Elsewhere))]
    public async Task A_redirect_URI_without_a_path_is_that_of_the_root(string location, string expected)
    {
        _site.Otherwise = Reply.Json(302, "", ("Location", location));

        Assert.Equal(expected, $"{(await AuthorizeAsync("https://usw2.pure.cloud", "http://127.0.0.1:8765")).Presence}");
    }

    [Theory]
    [InlineData(400, true, nameof(Presence.Refused))]
    [InlineData(401, true, nameof(Presence.Refused))]
    [InlineData(402, true, nameof(Presence.Here))]
    [InlineData(403, true, nameof(Presence.Here))]
    [InlineData(400, false, nameof(Presence.Here))]
    [InlineData(401, false, nameof(Presence.Here))]
    [InlineData(404, true, nameof(Presence.Absent))]
    [InlineData(299, false, nameof(Presence.Here))]
    [InlineData(407, false, nameof(Presence.Unreachable))]
    public async Task Without_a_redirect_the_status_of_the_page_says_it(int status, bool hasQuery, string expected)
    {
        _site.Otherwise = Reply.Json(status, "", ("Location", "https://portal.example/"));

        Assert.Equal(expected, $"{(await AuthorizeAsync("https://usw2.pure.cloud", hasQuery ? "http://127.0.0.1:8765/callback" : null)).Presence}");
    }

    [Theory]
    [InlineData(300)]
    [InlineData(399)]
    public async Task Each_status_from_300_to_399_is_a_redirect(int status)
    {
        _site.Otherwise = Reply.Json(status, "", ("Location", "https://portal.example/"));

        Assert.Equal(Presence.Elsewhere, (await AuthorizeAsync("https://usw2.pure.cloud", redirectUri: null)).Presence);
    }

    [Theory]
    [InlineData(200, nameof(Presence.Elsewhere))]
    [InlineData(204, nameof(Presence.Elsewhere))]
    [InlineData(302, nameof(Presence.Elsewhere))]
    [InlineData(400, nameof(Presence.Here))]
    [InlineData(404, nameof(Presence.Absent))]
    [InlineData(405, nameof(Presence.Absent))]
    [InlineData(410, nameof(Presence.Absent))]
    [InlineData(501, nameof(Presence.Absent))]
    [InlineData(500, nameof(Presence.Here))]
    [InlineData(407, nameof(Presence.Unreachable))]
    public async Task Who_issues_tokens_refuses_a_form_that_asks_for_nothing(int status, string expected)
    {
        _site.Otherwise = Reply.Of(status);

        Assert.Equal(expected, $"{(await _lookout.TokenAsync(new Uri("https://usw2.pure.cloud/token"), CancellationToken.None)).Presence}");
    }

    [Theory]
    [InlineData(200, nameof(Presence.Here))]
    [InlineData(302, nameof(Presence.Elsewhere))]
    [InlineData(404, nameof(Presence.Absent))]
    [InlineData(405, nameof(Presence.Here))]
    public async Task An_address_of_the_API_that_is_for_another_method_is_there(int status, string expected)
    {
        _site.Otherwise = Reply.Of(status);

        Sight sight = await _lookout.ApiAsync(new Uri("https://usw2.pure.cloud/api/v2/x?y=z"), new BearerToken("at-1"), CancellationToken.None);

        Assert.Equal((expected, "GET https://usw2.pure.cloud/api/v2/x"), ($"{sight.Presence}", sight.Asked));
        Assert.Equal("Bearer at-1", Assert.Single(_site.Requests).Authorization);
    }

    public static TheoryData<string, string> Answers => new()
    {
        { "unreached", "usw2.pure.cloud refused the connection on port 443" },
        { "407", "the proxy requires authentication" },
        { "redirect", "the server returned 302, a redirect to https://portal.example" },
        { "relative redirect", "the server returned 302, a redirect to usw2.pure.cloud" },
        { "page", "the server returned 200, with an unexpected page or body" },
        { "code", "the server returned 404 not.found: No" },
        { "code alone", "the server returned 404 not.found" },
        { "status", "the server returned 404" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_is_told_in_words(string kind, string expected)
    {
        _site.Otherwise = kind switch
        {
            "unreached" => Reply.ConnectFailure,
            "407" => Reply.Empty(407),
            "redirect" => Reply.Json(302, "", ("Location", "https://portal.example/a?ticket=1")),
            "relative redirect" => Reply.Json(302, "", ("Location", "/a?ticket=1")),
            "page" => Reply.Text(200, "<title>Welcome</title>", "text/html"),
            "code" => Reply.GenesysError(404, "not.found"),
            "code alone" => Reply.Json(404, """{"code":"not.found"}"""),
            _ => Reply.Of(404),
        };

        Assert.StartsWith(expected, (await _lookout.TokenAsync(new Uri("https://usw2.pure.cloud/token"), CancellationToken.None)).Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, FindingStatus.Passed)]
    [InlineData(428, FindingStatus.Passed)]
    [InlineData(429, FindingStatus.Warning)]
    [InlineData(430, FindingStatus.Passed)]
    [InlineData(499, FindingStatus.Passed)]
    [InlineData(500, FindingStatus.Warning)]
    public async Task What_is_there_and_out_of_order_is_worth_a_warning(int status, FindingStatus expected)
    {
        _site.Otherwise = Reply.Of(status);

        Assert.Equal(expected, (await ConcludeAsync()).Status);
    }

    [Theory]
    [InlineData(301, FindingStatus.Passed, NextStep.None)]
    [InlineData(407, FindingStatus.Failed, NextStep.GiveProxyCredential)]
    [InlineData(404, FindingStatus.Failed, NextStep.SkipEnvironmentCheck)]
    public async Task What_is_not_there_has_a_step_that_fits(int status, FindingStatus expected, NextStep step)
    {
        _site.Otherwise = Reply.Json(status, "", ("Location", "https://apps.usw2.pure.cloud/"));

        EnvironmentFinding finding = await ConcludeAsync();

        Assert.Equal((expected, step), (finding.Status, finding.NextStep));
    }

    private async Task<EnvironmentFinding> ConcludeAsync()
    {
        GenesysEnvironment environment = GenesysEnvironment.Parse("usw2.pure.cloud", HostLayout.Regional);
        Sight sight = await SignInEndpoint.Authorize.LookAsync(_lookout, environment.AuthorizeUri, CancellationToken.None);
        return await SignInEndpoint.Authorize.ConcludeAsync(environment, sight, _lookout, CancellationToken.None);
    }

    private Task<Sight> AuthorizeAsync(string address, string? redirectUri) =>
        _lookout.AuthorizeAsync(new Uri($"{address}/oauth/authorize"), redirectUri, CancellationToken.None);
}
