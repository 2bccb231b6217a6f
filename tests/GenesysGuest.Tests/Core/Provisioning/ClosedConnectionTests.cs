using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>A connection that is closed under a run ends it at once, whatever its rows wait for.</summary>
public sealed class ClosedConnectionTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ScriptedServer _server = new();

    [Theory]
    [InlineData(429)] // they wait at the pacer
    [InlineData(503)] // they wait for the next attempt
    public async Task Rows_that_wait_are_not_attempted_and_the_run_says_why(int status)
    {
        _server.Guests.Replies(Reply.Of(status, ("Retry-After", "100")));
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = new(connection, new ProvisioningOptions { ThrottleLimit = 4 });
        Task<(List<GuestOutcome> Outcomes, Exception? End)> run = provisioner.CollectAsync(ManyRows.Make(20));
        await _server.Clock.WaitForTimersAsync(1).WaitAsync(Limit);

        connection.Dispose();
        (List<GuestOutcome> outcomes, Exception? end) = await run.WaitAsync(Limit);

        Assert.Equal(ErrorId.NotConnected, Assert.IsType<SignInException>(end).ErrorId);
        Assert.All(outcomes, outcome => Assert.Equal(ErrorId.NotAttempted, outcome.Error!.ErrorId));
        Assert.All(outcomes, outcome => Assert.Contains("The connection was closed.", outcome.Error!.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_guest_made_by_hand_learns_it_too()
    {
        _server.Guests.Replies(Reply.Of(429, ("Retry-After", "100")));
        using Connection connection = _server.Connect();
        Task<Guest> create = connection.CreateGuestAsync(new("Ada", "ada@example.com"));
        await _server.Clock.WaitForTimersAsync(1).WaitAsync(Limit);

        connection.Dispose();

        Assert.Equal(ErrorId.NotConnected, (await Assert.ThrowsAsync<SignInException>(() => create.WaitAsync(Limit))).ErrorId);
    }
}
