using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>A request that was not sent after all says nothing of the service: neither that it is down, nor that it is back.</summary>
public sealed class UnsentRequestTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ScriptedServer _server = new();
    private ServiceUnderTest _service = null!;

    public async Task InitializeAsync()
    {
        _server.Token.Replies(Reply.Grant(expiresIn: 3600));
        _service = new ServiceUnderTest(_server, await _server.SignInAsync());
        _server.Clock.Advance(TimeSpan.FromSeconds(3600 - 60) - (0.5 * Second)); // half a second later the token is to be renewed
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_probe_whose_session_has_ended_does_not_end_the_outage()
    {
        await _service.FailAsync(10);
        _server.Token.Replies(Reply.OAuthError(400, "invalid_grant"));

        _server.Clock.Advance(Second);

        await Assert.ThrowsAsync<SignInException>(() => _service.Probe!);
        Assert.Equal(10, _server.Guests.Count);
        Assert.Equal(Second, _service.OutageDuration);
    }

    [Fact]
    public async Task A_probe_that_is_cancelled_before_it_is_sent_does_not_end_the_outage()
    {
        using CancellationTokenSource cancellation = new();
        await _service.FailAsync(10, cancellation.Token);
        TaskCompletionSource grant = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Token.Replies(Reply.Grant("at-2").After(grant.Task));
        _server.Clock.Advance(Second);
        await Eventually.IsTrueAsync(() => _server.Token.Count == 2);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _service.Probe!);
        Assert.Equal(10, _server.Guests.Count);
        Assert.Equal(Second, _service.OutageDuration);
        grant.SetResult();
    }

    [Fact]
    public async Task Requests_that_were_not_sent_are_no_outage()
    {
        _server.Token.Replies(Reply.OAuthError(400, "invalid_grant"));
        _server.Clock.Advance(Second);

        for (int i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<SignInException>(() => _service.SucceedAsync(1));
        }

        Assert.Equal(0, _server.Guests.Count);
    }
}
