using System.Net;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Guests;

/// <summary>5xx is repeated like 429; the body of the failure goes to the debug log, redacted.</summary>
public sealed class ServerFailureTests
{
    private readonly ScriptedServer _server = new();

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(599)]
    public async Task A_server_failure_is_repeated(int status)
    {
        await CreateAsync(Reply.Of(status), Reply.Guest());

        Assert.Equal(2, _server.Guests.Count);
    }

    [Fact]
    public async Task The_wait_is_the_servers()
    {
        await CreateAsync(Reply.Of(503, ("Retry-After", "7")), Reply.Guest());

        Assert.Equal(TimeSpan.FromSeconds(7), _server.Guests.Requests[1].At - _server.Guests.Requests[0].At);
    }

    [Fact]
    public async Task Without_one_the_wait_is_a_second()
    {
        await CreateAsync(Reply.Of(503), Reply.Guest());

        Assert.Equal(TimeSpan.FromSeconds(1), _server.Guests.Requests[1].At - _server.Guests.Requests[0].At);
    }

    [Fact]
    public async Task A_wait_beyond_the_longest_fails_at_once()
    {
        await FailAsync(Reply.Of(503, ("Retry-After", "3600")));

        Assert.Equal(1, _server.Guests.Count);
    }

    [Fact]
    public async Task The_repetitions_end()
    {
        await FailAsync(Reply.Of(500));

        Assert.Equal(4, _server.Guests.Count);
    }

    [Fact]
    public async Task A_failure_that_stays_is_an_error() => Assert.Equal(ErrorId.ServiceUnavailable, (await FailAsync(Reply.Of(503))).ErrorId);

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    [InlineData(520)]
    [InlineData(527)]
    public async Task After_a_failure_in_the_middle_of_the_work_the_guest_may_exist(int status)
    {
        ProvisioningException error = await FailAsync(Reply.Of(status));

        Assert.Equal(ErrorId.GuestOutcomeUnknown, error.ErrorId);
        Assert.DoesNotContain("No guest was", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_keeps_the_status() => Assert.Equal(HttpStatusCode.BadGateway, (await FailAsync(Reply.Of(502))).StatusCode);

    [Fact]
    public async Task The_body_goes_to_the_debug_log() => Assert.Equal(
        "503 from the guests endpoint: <html>Bad gateway</html>",
        (await DebuggedAsync(Reply.Text(503, "<html>Bad gateway</html>", "text/html"))).Message);

    [Theory]
    [InlineData("at-0")]
    [InlineData("{\"token\":\"s3cret\"}")]
    [InlineData("Authorization: Bearer s3cret-s3cret")]
    [InlineData("https://x/y?access_token=s3cret&z=1")]
    public async Task Secrets_are_masked_in_the_debug_log(string body)
    {
        string message = (await DebuggedAsync(Reply.Text(500, body, "text/plain"))).Message;

        Assert.Equal((false, false), (message.Contains("s3cret", StringComparison.Ordinal), message.Contains("at-0", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_code_of_the_error_stays_readable_in_the_debug_log() => Assert.Contains(
        "\"internal.server.error\"", (await DebuggedAsync(Reply.GenesysError(500, "internal.server.error"))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task The_debug_log_cannot_steer_a_terminal() =>
        Assert.DoesNotContain((await DebuggedAsync(Reply.Text(500, "\e[2J\u009b31m\a", "text/plain"))).Message, char.IsControl);

    private async Task<Guest> CreateAsync(params Reply[] replies)
    {
        _server.Guests.Replies(replies);
        using Connection connection = _server.Connect();
        return await _server.Clock.RunAsync(connection.CreateGuestAsync(new("Ada", "ada@example.com")));
    }

    private Task<ProvisioningException> FailAsync(Reply reply) => Assert.ThrowsAsync<ProvisioningException>(() => CreateAsync(reply));

    private async Task<Diagnostic> DebuggedAsync(Reply reply)
    {
        List<Diagnostic> told = [];
        _server.Guests.Replies(reply);
        using Connection connection = _server.Connect();
        await Assert.ThrowsAsync<ProvisioningException>(() => connection.CreateGuestAsync(new("Ada", "ada@example.com"), maxRetryCount: 0, told.Add));
        return Assert.Single(told, diagnostic => diagnostic.Level == DiagnosticLevel.Debug);
    }
}
