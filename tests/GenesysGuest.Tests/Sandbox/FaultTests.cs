using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

public class FaultTests
{
    [Fact]
    public async Task A_status_comes_before_any_work_with_its_raw_retry_after()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(Fault.Status(503, "Wed, 02 Jan 2030 12:00:05 GMT"));
        session.Server.Faults.Enqueue(Fault.Status(502, body: "<html>") with { ContentType = "text/html" });
        string token = session.Server.IssueAccessToken();

        using HttpResponseMessage first = await session.CreateGuestAsync(token);
        using HttpResponseMessage second = await session.CreateGuestAsync(token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);
        Assert.Equal("Wed, 02 Jan 2030 12:00:05 GMT", SandboxSession.Header(first, "Retry-After"));
        Assert.Equal("service.unavailable", await SandboxSession.MemberAsync(first, "code"));
        Assert.Equal(HttpStatusCode.BadGateway, second.StatusCode);
        Assert.Equal("<html>", await second.Content.ReadAsStringAsync());
        Assert.Equal(0, session.Server.GuestCount);
    }

    [Fact]
    public async Task Queued_faults_befall_as_many_requests_as_were_asked_for()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(Fault.Status(500), times: 2);
        string token = session.Server.IssueAccessToken();

        Assert.Equal(500, await session.GuestStatusAsync(token));
        Assert.Equal(500, await session.GuestStatusAsync(token));
        Assert.Equal(201, await session.GuestStatusAsync(token));
        Assert.Equal(2, session.Server.Faults.Befallen);
    }

    [Fact]
    public async Task A_fault_whose_work_is_done_waits_for_a_request_that_is_good()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(new Fault(FaultKind.EmptyBody));

        Assert.Equal(401, await session.GuestStatusAsync("made-up"));

        Assert.Equal(1, session.Server.Faults.Pending);
        Assert.Equal(200, await session.GuestStatusAsync(session.Server.IssueAccessToken()));
        Assert.Equal(0, session.Server.Faults.Pending);
    }

    [Fact]
    public async Task The_same_seed_fails_the_same_requests()
    {
        Task<string> RunAsync() => Task.Run(async () =>
        {
            await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { Seed = 7 });
            session.Server.Faults.Rate(Fault.Status(503), 0.3);
            string token = session.Server.IssueAccessToken();
            StringBuilder outcomes = new();
            for (int request = 0; request < 40; request++)
            {
                outcomes.Append(await session.GuestStatusAsync(token) == 503 ? 'x' : '.');
            }

            return outcomes.ToString();
        });

        string first = await RunAsync();

        Assert.Equal(first, await RunAsync());
        Assert.InRange(first.Count(outcome => outcome == 'x'), 4, 20);
    }

    [Theory]
    [InlineData(FaultKind.ResetBeforeRead, 0)]
    [InlineData(FaultKind.ResetAfterCreate, 1)]
    public async Task A_reset_is_a_reset_on_the_wire(FaultKind kind, int guests)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(new Fault(kind));

        (string received, bool isReset) = await ExchangeAsync(session);

        Assert.Equal("", received);
        Assert.True(isReset);
        Assert.Equal(guests, session.Server.GuestCount);
    }

    [Theory]
    [InlineData(FaultKind.Truncated, "Content-Length: ")]
    [InlineData(FaultKind.TruncatedChunked, "Transfer-Encoding: chunked")]
    public async Task A_truncated_answer_ends_early_without_a_reset(FaultKind kind, string framing)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(new Fault(kind));

        (string received, bool isReset) = await ExchangeAsync(session);

        Assert.StartsWith("HTTP/1.1 201 Created\r\n", received, StringComparison.Ordinal);
        Assert.Contains(framing, received, StringComparison.Ordinal);
        Assert.Contains("{\"id\":", received, StringComparison.Ordinal);
        Assert.DoesNotContain("selfUri", received, StringComparison.Ordinal);
        Assert.False(isReset);
        Assert.Equal(1, session.Server.GuestCount);
    }

    [Theory]
    [InlineData(FaultKind.Truncated)]
    [InlineData(FaultKind.TruncatedChunked)]
    public async Task A_client_notices_that_an_answer_was_truncated(FaultKind kind)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(new Fault(kind));
        using HttpResponseMessage response = await session.CreateGuestAsync(session.Server.IssueAccessToken());

        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_malformed_answer_is_whole_and_is_no_json()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(new Fault(FaultKind.Malformed));

        using HttpResponseMessage response = await session.CreateGuestAsync(session.Server.IssueAccessToken());

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        await Assert.ThrowsAnyAsync<JsonException>(() => SandboxSession.JsonOfAsync(response));
        Assert.Equal(1, session.Server.GuestCount);
    }

    [Theory]
    [InlineData(FaultKind.WrongContentType, 200, "text/html")]
    [InlineData(FaultKind.EmptyBody, 200, "application/json")]
    [InlineData(FaultKind.NoContent, 204, null)]
    public async Task A_success_without_json_still_made_the_guest(FaultKind kind, int status, string? mediaType)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(new Fault(kind));

        using HttpResponseMessage response = await session.CreateGuestAsync(session.Server.IssueAccessToken());

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(mediaType, response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("{", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, session.Server.GuestCount);
    }

    [Theory]
    [InlineData(FaultKind.MissingToken, "token", "id")]
    [InlineData(FaultKind.MissingId, "id", "token")]
    public async Task A_member_may_be_missing(FaultKind kind, string missing, string present)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(new Fault(kind));

        using HttpResponseMessage response = await session.CreateGuestAsync(session.Server.IssueAccessToken());
        JsonElement guest = await SandboxSession.JsonOfAsync(response);

        Assert.False(guest.TryGetProperty(missing, out _));
        Assert.True(guest.TryGetProperty(present, out _));
    }

    [Fact]
    public async Task An_endless_body_goes_on_well_beyond_any_answer()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(new Fault(FaultKind.EndlessBody) { StatusCode = 500 });
        using HttpResponseMessage response = await session.CreateGuestAsync(session.Server.IssueAccessToken());
        await using Stream body = await response.Content.ReadAsStreamAsync();

        await body.ReadExactlyAsync(new byte[4 * 1024 * 1024]).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(1, session.Server.GuestCount);
    }

    [Fact]
    public async Task A_slow_answer_drips_by_the_sandboxs_clock()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(new Fault(FaultKind.SlowDrip) { Delay = TimeSpan.FromSeconds(1) });
        using HttpResponseMessage response = await session.CreateGuestAsync(session.Server.IssueAccessToken());
        await using Stream body = await response.Content.ReadAsStreamAsync();

        await session.Clock.WaitForTimersAsync(1).WaitAsync(TimeSpan.FromSeconds(30));
        session.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, await body.ReadAsync(new byte[64]));
    }

    [Fact]
    public async Task A_hanging_answer_never_comes_and_does_not_keep_the_sandbox_from_stopping()
    {
        SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(new Fault(FaultKind.Hang));
        Task<HttpResponseMessage> answer = session.CreateGuestAsync(session.Server.IssueAccessToken());
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (session.Server.GuestCount == 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.False(answer.IsCompleted);
        await session.Server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAsync<HttpRequestException>(() => answer);
        await session.DisposeAsync();
    }

    [Fact]
    public async Task The_token_address_throttles_in_both_of_Genesys_ways()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(Fault.Status(429, "2"), target: FaultTarget.Token);
        session.Server.Faults.Enqueue(new Fault(FaultKind.ThrottleAsBadRequest), target: FaultTarget.Token);
        string code = await session.GetCodeAsync();

        using HttpResponseMessage first = await session.RedeemAsync(code);
        using HttpResponseMessage second = await session.RedeemAsync(code);
        using HttpResponseMessage third = await session.RedeemAsync(code);

        Assert.Equal(HttpStatusCode.TooManyRequests, first.StatusCode);
        Assert.Equal("2", SandboxSession.Header(first, "Retry-After"));
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.Equal("invalid_request", await SandboxSession.MemberAsync(second, "error"));
        Assert.Contains("rate limit exceeded", await SandboxSession.MemberAsync(second, "error_description"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Fact]
    public async Task A_token_answer_lost_on_the_way_has_spent_the_code()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(new Fault(FaultKind.ResetAfterCreate), target: FaultTarget.Token);
        string code = await session.GetCodeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => session.RedeemAsync(code));
        using HttpResponseMessage second = await session.RedeemAsync(code);

        Assert.Equal("invalid_grant", await SandboxSession.MemberAsync(second, "error"));
    }

    [Fact]
    public async Task A_fault_that_makes_no_sense_at_an_address_is_refused()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        Assert.Throws<ArgumentException>(() => session.Server.Faults.Enqueue(new Fault(FaultKind.ThrottleAsBadRequest)));
        Assert.Throws<ArgumentException>(() => session.Server.Faults.Rate(new Fault(FaultKind.MissingId), 1, FaultTarget.Token));
    }

    private static async Task<(string Received, bool IsReset)> ExchangeAsync(SandboxSession session)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, session.Server.BaseAddress.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST {session.Server.GuestsUri.AbsolutePath} HTTP/1.1\r\nHost: {session.Server.BaseAddress.Authority}\r\n"
            + $"Authorization: Bearer {session.Server.IssueAccessToken()}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {SandboxSession.Ada.Length}\r\n\r\n{SandboxSession.Ada}"));

        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        StringBuilder received = new();
        byte[] buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, limit.Token) is > 0 and int count)
            {
                received.Append(Encoding.ASCII.GetString(buffer, 0, count));
            }

            return (received.ToString(), false);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            return (received.ToString(), true);
        }
    }
}
