using System.Net;
using System.Text;
using System.Text.Json;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

/// <summary>Who may ask about contacts, and how often.</summary>
public sealed class ContactAccessTests
{
    private const string Contact = "contacts/00000000-0000-4000-8000-000000000000";

    public static TheoryData<string, string, string> Addresses => new()
    {
        { "POST", ContactCalls.Enrich, "externalContacts:contact:enrich" },
        { "POST", "identifierlookup/contacts", "externalContacts:contact:view" },
        { "POST", "bulk/contacts/remove", "externalContacts:contact:delete" },
        { "GET", Contact, "externalContacts:contact:view" },
        { "DELETE", Contact, "externalContacts:contact:delete" },
        { "GET", "externalsources", "externalContacts:contact:view" },
        { "GET", "contacts/schemas", "externalContacts:contact:view" },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Nobody_without_a_token_the_scope_and_the_permission(string method, string address, string permission)
    {
        SandboxClient powerless = SandboxClient.Regional with { Id = "powerless", HasPermission = false };
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { Clients = [SandboxClient.Regional, powerless] });
        Task<HttpResponseMessage> AskAsync(string token) => session.AskAsync(new HttpMethod(method), address, method is "POST" ? "{}" : null, token);

        using HttpResponseMessage unknown = await AskAsync("made-up");
        using HttpResponseMessage unscoped = await AskAsync(session.Server.IssueAccessToken());
        using HttpResponseMessage unpermitted = await AskAsync(session.Token("powerless"));

        Assert.Equal((HttpStatusCode.Unauthorized, "bad.credentials"), (unknown.StatusCode, await SandboxSession.MemberAsync(unknown, "code")));
        Assert.Equal((HttpStatusCode.Forbidden, "app.not.authorized.for.scope"), (unscoped.StatusCode, await SandboxSession.MemberAsync(unscoped, "code")));
        Assert.Equal((HttpStatusCode.Forbidden, "missing.any.permissions"), (unpermitted.StatusCode, await SandboxSession.MemberAsync(unpermitted, "code")));
        Assert.Contains($"[{permission}]", await SandboxSession.MemberAsync(unpermitted, "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_whose_scopes_are_set_on_it_may_bring_contacts()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        string basic = "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("sandbox-confidential:sandbox-secret"));
        using HttpResponseMessage granted = await session.PostTokenAsync([("grant_type", "client_credentials")], basic);

        int status = await session.StatusAsync(
            HttpMethod.Post, ContactCalls.Enrich, ContactCalls.Batch(ContactCalls.Ada("a")), await SandboxSession.MemberAsync(granted, "access_token"));

        Assert.Equal(200, status);
    }

    [Fact]
    public async Task A_client_that_lacks_the_scope_may_not_ask_for_it()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.AuthorizeAsync(("client_id", SandboxClient.Web.Id), ("scope", SandboxOptions.ContactScope));

        Assert.Equal("invalid_scope", SandboxSession.RedirectParameters(response)["error"]);
    }

    [Fact]
    public async Task Guests_and_contacts_share_a_tokens_window()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { RateLimit = 3 });
        string token = session.Server.IssueAccessToken(scope: $"{SandboxOptions.GuestScopes} {SandboxOptions.ContactScope}");
        await session.GuestStatusAsync(token);
        await session.StatusAsync(HttpMethod.Get, "externalsources", token: token);

        using HttpResponseMessage third = await session.AskAsync(HttpMethod.Post, ContactCalls.Enrich, ContactCalls.Batch(ContactCalls.Ada("a")), token);
        using HttpResponseMessage fourth = await session.AskAsync(HttpMethod.Post, ContactCalls.Enrich, ContactCalls.Batch(ContactCalls.Ada("a")), token);

        Assert.Equal(
            ["3", "3", "60"],
            ((string[])["inin-ratelimit-allowed", "inin-ratelimit-count", "inin-ratelimit-reset"]).Select(name => SandboxSession.Header(third, name)));
        Assert.Equal(HttpStatusCode.TooManyRequests, fourth.StatusCode);
        Assert.Equal("60", SandboxSession.Header(fourth, "Retry-After"));
        Assert.Equal((2, 1), (session.Server.Requests.Contacts, session.Server.Requests.ContactsThrottled));
    }

    [Fact]
    public async Task Another_method_is_answered_405()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.AskAsync(HttpMethod.Post, Contact, "{}");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "DELETE"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("text/plain", "application/json", 415)]
    [InlineData("application/json", "text/html", 406)]
    public async Task Json_is_sent_and_taken(string contentType, string accept, int status)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Post, session.Server.ContactsUri)
        {
            Content = new StringContent(ContactCalls.Batch(ContactCalls.Ada("a")), Encoding.UTF8, contentType),
        };
        request.Headers.Add("Authorization", "Bearer " + session.Token());
        request.Headers.Add("Accept", accept);

        using HttpResponseMessage response = await session.Http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(0, session.Server.ContactCount);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_answered_413()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        Assert.Equal(413, await session.StatusAsync(HttpMethod.Post, ContactCalls.Enrich, new string(' ', 512 * 1024 + 1)));
    }

    [Fact]
    public async Task Latency_is_waited_out_by_the_sandboxs_clock()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { Latency = TimeSpan.FromSeconds(2) });

        Task<JsonElement> answer = session.EnrichAsync(ContactCalls.Ada("a"));
        await session.Clock.WaitForTimersAsync(1).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, session.Server.ContactCount);
        session.Clock.Advance(TimeSpan.FromSeconds(2));

        await answer;
        Assert.Equal(1, session.Server.ContactCount);
    }
}
