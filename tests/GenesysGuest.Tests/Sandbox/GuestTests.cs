using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

public class GuestTests
{
    [Fact]
    public async Task A_guest_is_created_answered_and_listed()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.CreateGuestAsync(
            session.Server.IssueAccessToken(), """{"name":"Zoë","email":"zoe@example.com","customAttributes":{"tier":"gold"}}""");
        JsonElement answer = await SandboxSession.JsonOfAsync(response);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        SandboxGuest guest = Assert.Single(session.Server.Guests);
        Assert.Equal(guest.Id, answer.GetProperty("id").GetGuid());
        Assert.Equal(guest.Token, answer.GetProperty("token").GetString());
        Assert.Equal("Zoë", answer.GetProperty("name").GetString());
        Assert.Equal("2030-01-02T12:00:00.000Z", answer.GetProperty("createdDate").GetString());
        Assert.Equal($"/api/v2/externalusers/guests/{guest.Id}", answer.GetProperty("selfUri").GetString());
        Assert.Equal("gold", guest.CustomAttributes["tier"]);
        Assert.Equal(1, session.Server.GuestCount);
    }

    [Fact]
    public async Task The_same_address_makes_two_guests()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        string token = session.Server.IssueAccessToken();

        Assert.Equal(201, await session.GuestStatusAsync(token));
        Assert.Equal(201, await session.GuestStatusAsync(token));

        Assert.Equal(2, session.Server.Guests.Select(guest => guest.Id).Distinct().Count());
    }

    [Fact]
    public async Task Guests_may_be_counted_and_not_kept()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { KeepGuests = false, CreatedStatus = 200 });

        Assert.Equal(200, await session.GuestStatusAsync(session.Server.IssueAccessToken()));

        Assert.Empty(session.Server.Guests);
        Assert.Equal(1, session.Server.GuestCount);
    }

    [Theory]
    [InlineData(null, "authentication.required")]
    [InlineData("", "authentication.required")]
    [InlineData("Bearer", "bad.credentials")]
    [InlineData("Bearer made-up", "bad.credentials")]
    [InlineData("Basic c2FuZGJveA==", "bad.credentials")]
    public async Task A_request_without_a_good_token_is_answered_401(string? authorization, string code)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Post, session.Server.GuestsUri)
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using HttpResponseMessage response = await session.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal(code, await SandboxSession.MemberAsync(response, "code"));
        Assert.Equal(1, session.Server.Requests.GuestsUnauthorized);
    }

    [Fact]
    public async Task A_token_expires_on_time()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { TokenLifetime = TimeSpan.FromMinutes(5) });
        string token = session.Server.IssueAccessToken();

        session.Clock.Advance(TimeSpan.FromSeconds(299));
        int before = await session.GuestStatusAsync(token);
        session.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(201, before);
        Assert.Equal(401, await session.GuestStatusAsync(token));
    }

    [Theory]
    [InlineData("externalusers:write", "webmessaging:guest:create")]
    [InlineData("webmessaging:guest:create", "externalusers:write")]
    [InlineData("", "webmessaging:guest:create, externalusers:write")]
    [InlineData("externalusers:write2 webmessaging:guest", "webmessaging:guest:create, externalusers:write")]
    public async Task A_token_without_both_scopes_is_answered_403(string scope, string missing)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.CreateGuestAsync(session.Server.IssueAccessToken(scope: scope));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("app.not.authorized.for.scope", await SandboxSession.MemberAsync(response, "code"));
        Assert.Contains($"[{missing}]", await SandboxSession.MemberAsync(response, "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_whose_scopes_are_set_on_it_need_not_ask_for_them()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        string code = await session.GetCodeAsync(("client_id", "sandbox-regional"), ("scope", null));

        using HttpResponseMessage response = await session.RedeemAsync(code, ("client_id", "sandbox-regional"));

        Assert.Equal(201, await session.GuestStatusAsync(await SandboxSession.MemberAsync(response, "access_token")));
    }

    [Fact]
    public async Task A_withheld_scope_is_missing_from_the_token()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(
            new SandboxOptions { AutoApprove = true, WithheldScopes = ["externalusers:write"] });

        using HttpResponseMessage response = await session.RedeemAsync(await session.GetCodeAsync());

        Assert.Equal("webmessaging:guest:create", await SandboxSession.MemberAsync(response, "scope"));
        Assert.Equal(403, await session.GuestStatusAsync(await SandboxSession.MemberAsync(response, "access_token")));
    }

    [Fact]
    public async Task A_client_without_the_permission_is_answered_403()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(
            new SandboxOptions { Clients = [SandboxClient.Public with { HasPermission = false }] });

        using HttpResponseMessage response = await session.CreateGuestAsync(session.Server.IssueAccessToken());

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("missing.any.permissions", await SandboxSession.MemberAsync(response, "code"));
    }

    [Fact]
    public async Task Another_method_is_answered_405()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.Http.GetAsync(session.Server.GuestsUri);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Another_address_is_answered_404()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.Http.GetAsync(new Uri("/api/v2/externalusers/guests/", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("not.found", await SandboxSession.MemberAsync(response, "code"));
    }

    [Fact]
    public async Task An_error_has_the_body_that_Genesys_gives_it()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.CreateGuestAsync("made-up");
        JsonElement error = await SandboxSession.JsonOfAsync(response);

        string members = string.Join(' ', error.EnumerateObject().Select(member => member.Name));
        Assert.Equal("message code status messageWithParams messageParams contextId details errors", members);
        Assert.Equal(SandboxSession.Header(response, "ININ-Correlation-Id"), error.GetProperty("contextId").GetString());
        Assert.Equal(401, error.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task The_log_keeps_the_latest_requests_and_no_secret()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { RecentRequests = 2 });
        string token = session.Server.IssueAccessToken();
        for (int request = 0; request < 3; request++)
        {
            await session.GuestStatusAsync(token);
        }

        IReadOnlyList<SandboxRequest> recent = session.Server.Requests.Recent;

        Assert.Equal(2, recent.Count);
        Assert.Equal(3, session.Server.Requests.Guests);
        Assert.Equal("Bearer", recent[0].AuthorizationScheme);
        Assert.Equal("application/json", recent[0].ContentType);
        Assert.DoesNotContain(recent[0].Headers.Values, value => value.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Latency_is_waited_out_by_the_sandboxs_clock()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { Latency = TimeSpan.FromSeconds(2) });

        Task<int> status = session.GuestStatusAsync(session.Server.IssueAccessToken());
        await session.Clock.WaitForTimersAsync(1).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, session.Server.GuestCount);
        session.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(201, await status);
    }

    [Fact]
    public async Task A_client_that_hangs_up_does_not_stop_its_guest_from_being_made()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { Latency = TimeSpan.FromSeconds(2) });
        using CancellationTokenSource hangUp = new();
        using HttpRequestMessage request = new(HttpMethod.Post, session.Server.GuestsUri)
        {
            Content = new StringContent(SandboxSession.Ada, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.Server.IssueAccessToken());
        Task<HttpResponseMessage> answer = session.Http.SendAsync(request, hangUp.Token);
        await session.Clock.WaitForTimersAsync(1).WaitAsync(TimeSpan.FromSeconds(30));

        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        session.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(1, session.Server.GuestCount);
    }
}
