using GenesysGuest.Tests.Core.Provisioning;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>The probe that goes out when the time for an outage is up decides about the run, not about the row that it carries.</summary>
public sealed class LastProbeTests
{
    private readonly ScriptedServer _server = new();
    private readonly DateTimeOffset _start;

    public LastProbeTests() => _start = _server.Clock.GetUtcNow();

    [Fact]
    public async Task If_it_fails_its_row_was_not_attempted_and_the_run_ends()
    {
        (GuestOutcome outcome, Exception? end) = await RunAsync(TimeSpan.MaxValue);

        Assert.Equal(ErrorId.NotAttempted, outcome.Error?.ErrorId);
        Assert.Equal(ErrorId.ServiceUnavailable, Assert.IsType<GenesysException>(end).ErrorId);
        Assert.Equal("The guests endpoint usw2.pure.cloud has been failing for 7 seconds.", end.Message);
        AssertProbes(1, 3, 7);
    }

    [Fact]
    public async Task If_it_succeeds_its_row_is_a_guest_and_the_run_goes_on()
    {
        (GuestOutcome outcome, Exception? end) = await RunAsync(TimeSpan.FromSeconds(7));

        Assert.NotNull(outcome.Guest);
        Assert.Null(end);
        AssertProbes(1, 3, 7);
    }

    [Fact]
    public async Task If_the_service_asks_for_a_wait_beyond_the_time_none_is_sent()
    {
        (GuestOutcome outcome, _) = await RunAsync(since => since < TimeSpan.FromSeconds(3) ? Reply.Of(503) : Reply.Of(503, ("Retry-After", "5")));

        Assert.Equal(ErrorId.ServiceUnavailable, outcome.Error?.ErrorId);
        AssertProbes(1, 3);
    }

    /// <summary>One row, after nine requests that failed: the first that it sends makes it an outage, and no other row has a part in it.</summary>
    private Task<(GuestOutcome Outcome, Exception? End)> RunAsync(TimeSpan outage) => RunAsync(since => since < outage ? Reply.Of(503) : Reply.Guest());

    private async Task<(GuestOutcome Outcome, Exception? End)> RunAsync(Func<TimeSpan, Reply> answer)
    {
        _server.Guests.Answers((request, _) => answer(request.At - _start));
        using Connection connection = _server.Connect();
        for (int i = 0; i < 9; i++)
        {
            await Assert.ThrowsAsync<ProvisioningException>(() => connection.CreateGuestAsync(new("Ada", "ada@example.com"), maxRetryCount: 0));
        }

        using GuestProvisioner provisioner = new(connection, new ProvisioningOptions { MaxRetryCount = 20, OutageTimeout = TimeSpan.FromSeconds(7) });
        (List<GuestOutcome> outcomes, Exception? end) = await _server.Clock.RunAsync(provisioner.CollectAsync(ManyRows.Make(1)));
        return (Assert.Single(outcomes), end);
    }

    private void AssertProbes(params int[] seconds) => Assert.Equal(
        [.. Enumerable.Repeat(0d, 10), .. seconds], _server.Guests.Requests.Select(request => (request.At - _start).TotalSeconds));
}
