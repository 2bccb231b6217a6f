using GenesysGuest.Tests.Core.Provisioning;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>What the limit's headers say of the time that is left is not believed blindly, and not waited for in silence.</summary>
public sealed class LongWindowTests
{
    private readonly ScriptedServer _server = new();
    private readonly DateTimeOffset _start;

    public LongWindowTests() => _start = _server.Clock.GetUtcNow();

    [Fact]
    public async Task A_window_longer_than_anyone_waits_is_told_and_not_waited_for()
    {
        _server.Guests.Replies(Limited(reset: "3600"));

        List<GuestOutcome> outcomes = await RunAsync();

        Assert.Contains(outcomes, outcome => outcome.Error?.ErrorId == ErrorId.RateLimited);
        Assert.True(_server.Clock.GetUtcNow() - _start < TimeSpan.FromMinutes(3));
    }

    [Theory]
    [InlineData("1767225600")]
    [InlineData("-1")]
    [InlineData("100000")]
    public async Task A_value_that_cannot_be_a_time_left_is_ignored(string reset)
    {
        _server.Guests.Replies(Limited(reset));

        List<GuestOutcome> outcomes = await RunAsync();

        Assert.All(outcomes, outcome => Assert.NotNull(outcome.Guest));
    }

    private static Reply Limited(string reset) => Reply.Json(
        201, """{"id":"g-1","token":"t-1"}""", ("inin-ratelimit-allowed", "2"), ("inin-ratelimit-count", "2"), ("inin-ratelimit-reset", reset));

    private async Task<List<GuestOutcome>> RunAsync()
    {
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = new(connection, new ProvisioningOptions { ThrottleLimit = 1 });
        return (await _server.Clock.RunAsync(provisioner.CollectAsync(ManyRows.Make(4)))).Outcomes;
    }
}
