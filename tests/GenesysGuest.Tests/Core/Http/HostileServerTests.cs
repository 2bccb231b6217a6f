using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>What a server sends instead of an answer comes into no error: not in its message, and not in those of its causes.</summary>
public sealed class HostileServerTests
{
    private const string Known = "acc3ss-81";
    private const string Foreign = "gu3st-77";
    private const string Hostile = $"\e]0;owned\a\e[2J{Known} {Foreign}\u009b31m";

    public static TheoryData<string> Answers => new()
    {
        $"HTTP/1.1 2{Hostile}\r\n\r\n",
        $"{Hostile} 200 OK\r\n\r\n",
        $"HTTP/1.1 200 OK\r\n{Hostile}\r\n\r\n",
        $"HTTP/1.1 200 OK\r\nX-{Foreign} {Known}\e[2J: 1\r\n\r\n",
        $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz{Hostile}\r\n{Hostile}\r\n0\r\n\r\n",
        $"HTTP/1.1 200 {Hostile}\r\nContent-Length: {Hostile}\r\n\r\n{Hostile}",
        $"HTTP/1.1 503 {Hostile}\r\nContent-Type: {Hostile}\r\nContent-Encoding: {Hostile}\r\nRetry-After: {Hostile}\r\n\r\n{Hostile}",
        $"HTTP/1.1 400 {Hostile}\r\nININ-Correlation-Id: {Known}\r\n\r\n{{\"message\":\"{Known}\"}}",
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task The_guests_endpoint_is_not_repeated(string answer)
    {
        await using RawServer server = RawServer.Answering(answer);
        using Connection connection = Opened.With(EnvironmentOf(server), Known);

        AssertClean(await Assert.ThrowsAsync<ProvisioningException>(() => connection.CreateGuestAsync(new("Ada", "ada@example.com"), maxRetryCount: 0)));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task The_token_endpoint_is_not_repeated(string answer)
    {
        await using RawServer server = RawServer.Answering(answer);

        AssertClean(await Assert.ThrowsAsync<SignInException>(
            () => Connection.OpenAsync(Grant.RefreshToken(EnvironmentOf(server), "client-1", Known), new ConnectionOptions { MaxRetryCount = 0 })));
    }

    private static GenesysEnvironment EnvironmentOf(RawServer server) => GenesysEnvironment.Parse(server.Address.OriginalString);

    private static void AssertClean(GenesysException error)
    {
        Secrecy.AssertHidden(error, Known, Foreign);
        Secrecy.AssertPrintable(error);
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            Assert.DoesNotContain(cause.ToString(), c => char.IsControl(c) && c is not '\r' and not '\n');
        }
    }
}
