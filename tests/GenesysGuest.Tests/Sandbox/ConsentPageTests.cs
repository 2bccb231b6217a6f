using System.Net;
using System.Text.RegularExpressions;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

public partial class ConsentPageTests
{
    [Fact]
    public async Task The_page_names_the_client_the_scopes_and_where_the_answer_goes()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions());

        using HttpResponseMessage response = await session.AuthorizeAsync();
        string page = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("sandbox-client", page, StringComparison.Ordinal);
        Assert.Contains("<code>externalusers:write</code>", page, StringComparison.Ordinal);
        Assert.Contains(SandboxSession.RedirectUri, page, StringComparison.Ordinal);
        Assert.Contains("id=\"allow\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"deny\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_runs_nothing_and_cannot_be_framed_or_stored()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions());

        using HttpResponseMessage response = await session.AuthorizeAsync();
        string policy = SandboxSession.Header(response, "Content-Security-Policy");

        Assert.DoesNotContain("<script", await response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self' http://127.0.0.1:8765;", policy, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task What_came_from_outside_is_encoded()
    {
        SandboxClient client = SandboxClient.Public with { Id = "<b>\"x\"" };
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { Clients = [client] });

        using HttpResponseMessage response = await session.AuthorizeAsync(("client_id", client.Id));

        Assert.DoesNotContain("<b>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("allow", "code")]
    [InlineData("deny", "error")]
    [InlineData("", "error")]
    public async Task Only_allow_yields_a_code(string decision, string parameter)
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions());

        using HttpResponseMessage response = await AnswerAsync(session, await ShowAsync(session), decision);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.True(SandboxSession.RedirectParameters(response).ContainsKey(parameter));
        Assert.Equal("5ca1ab1e", SandboxSession.RedirectParameters(response)["state"]);
    }

    [Fact]
    public async Task A_page_can_be_answered_once()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions());
        string consent = await ShowAsync(session);
        using HttpResponseMessage first = await AnswerAsync(session, consent, "deny");

        using HttpResponseMessage second = await AnswerAsync(session, consent, "allow");

        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.Null(second.Headers.Location);
    }

    [Fact]
    public async Task A_made_up_page_cannot_be_answered()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions());

        using HttpResponseMessage response = await AnswerAsync(session, new string('0', 64), "allow");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_page_is_too_old_after_ten_minutes()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions());
        string consent = await ShowAsync(session);
        session.Clock.Advance(TimeSpan.FromMinutes(10));

        using HttpResponseMessage response = await AnswerAsync(session, consent, "allow");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Another_sites_form_cannot_answer()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions());

        using HttpResponseMessage response = await AnswerAsync(session, await ShowAsync(session), "allow", "https://evil.example");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [GeneratedRegex("name=\"consent\" value=\"([0-9a-f]{64})\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ConsentField();

    private static async Task<string> ShowAsync(SandboxSession session)
    {
        using HttpResponseMessage response = await session.AuthorizeAsync();
        string page = await response.Content.ReadAsStringAsync();
        return ConsentField().Match(page).Value.Split('"')[3];
    }

    private static async Task<HttpResponseMessage> AnswerAsync(SandboxSession session, string consent, string decision, string? origin = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri("/oauth/consent", UriKind.Relative))
        {
            Content = new FormUrlEncodedContent([new("consent", consent), new("decision", decision)]),
        };
        request.Headers.TryAddWithoutValidation("Origin", origin ?? session.Server.BaseAddress.GetLeftPart(UriPartial.Authority));
        return await session.Http.SendAsync(request);
    }
}
