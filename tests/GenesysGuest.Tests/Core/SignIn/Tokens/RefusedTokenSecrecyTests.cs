using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn.Tokens;

/// <summary>After a renewal neither token is repeated: not the one that was refused, and not the one that is good.</summary>
public sealed class RefusedTokenSecrecyTests
{
    private const string Echo = "you sent acc3ss-0, then acc3ss-1";

    private readonly ScriptedServer _server = new();

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task An_error_repeats_neither(int status) => Secrecy.AssertHidden(
        (await RefusedAsync(Reply.Of(401), Reply.GenesysError(status, Echo, Echo, ("ININ-Correlation-Id", Echo)))).Error, "acc3ss-0", "acc3ss-1");

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task The_debug_log_repeats_neither(int status)
    {
        (_, string log) = await RefusedAsync(Reply.Of(401), Reply.Text(status, Echo, "text/plain"));

        Assert.Contains("you sent", log, StringComparison.Ordinal);
        Assert.DoesNotContain("acc3ss-", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retry_later_repeats_neither()
    {
        (ProvisioningException error, string log) = await RefusedAsync(Reply.Of(401), Reply.Of(503), Reply.GenesysError(503, Echo, Echo), Reply.GenesysError(400, Echo, Echo));

        Secrecy.AssertHidden(error, "acc3ss-0", "acc3ss-1");
        Assert.DoesNotContain("acc3ss-", log, StringComparison.Ordinal);
    }

    private async Task<(ProvisioningException Error, string Log)> RefusedAsync(params Reply[] replies)
    {
        _server.Token.Replies(Reply.Grant("acc3ss-0"), Reply.Grant("acc3ss-1"));
        _server.Guests.Replies(replies);
        using Connection connection = await _server.SignInAsync();
        List<string> log = [];
        ProvisioningException error = await Assert.ThrowsAsync<ProvisioningException>(
            () => _server.Clock.RunAsync(connection.CreateGuestAsync(new("Ada", "ada@example.com"), log: diagnostic => log.Add(diagnostic.Message))));
        return (error, string.Join('\n', log));
    }
}
