using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn.Tokens;

/// <summary>The last moments of a token: the server's count began before its answer came, and a request takes time to arrive.</summary>
public sealed class LastMomentTests
{
    private readonly ScriptedServer _server = new();

    [Theory]
    [InlineData(3600, 3594, "at-1")]
    [InlineData(3600, 3596, "at-2")]
    [InlineData(30, 26, "at-1")]
    [InlineData(30, 28, "at-2")]
    public async Task Then_a_request_waits_for_the_next_one(double lifetime, double age, string expected)
    {
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Token.Replies(Reply.Grant("at-1", expiresIn: lifetime), Reply.Grant("at-2").After(answer.Task));
        using Connection connection = await _server.SignInAsync();
        _server.Clock.Advance(TimeSpan.FromSeconds(age));
        Task<string> first = connection.GetAccessTokenAsync(); // asks for the next one
        Task<string> second = connection.GetAccessTokenAsync(); // and this one only if it must

        Assert.Equal(expected is "at-1", second.IsCompleted);
        answer.SetResult();

        Assert.Equal(("at-2", expected), (await first, await second));
    }
}
