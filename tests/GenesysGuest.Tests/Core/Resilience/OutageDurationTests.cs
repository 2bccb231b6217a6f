using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>How long an outage has lasted decides whether it is waited out: each is timed by itself.</summary>
public sealed class OutageDurationTests : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private readonly ScriptedServer _server = new();
    private readonly ServiceUnderTest _service;

    public OutageDurationTests() => _service = new ServiceUnderTest(_server);

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_second_outage_is_timed_from_its_own_beginning()
    {
        await _service.FailAsync(10);
        await _service.RecoverAsync();
        Assert.Equal(TimeSpan.Zero, _service.OutageDuration);
        _server.Clock.Advance(TimeSpan.FromMinutes(10));

        await _service.FailAsync(10);
        _server.Clock.Advance(Moment);

        Assert.Equal(Moment, _service.OutageDuration);
    }

    [Fact]
    public async Task An_outage_that_outlasts_its_probes_is_timed_from_its_first_failure()
    {
        await _service.FailAsync(10);
        for (int probe = 0; probe < 4; probe++)
        {
            await _server.Clock.WaitForTimersAsync(1);
            _server.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(TimeSpan.FromMinutes(2), _service.OutageDuration);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_clock_that_is_set_neither_puts_off_the_next_probe_nor_brings_it_forward(int hours)
    {
        await _service.FailAsync(10);
        _server.Clock.Error = TimeSpan.FromHours(hours);
        int sent = _server.Guests.Requests.Count;
        await _server.Clock.WaitForTimersAsync(1);

        await _service.RecoverAsync();

        Assert.Equal(sent + 1, _server.Guests.Requests.Count);
        Assert.Equal(TimeSpan.Zero, _service.OutageDuration);
    }

    [Theory]
    [InlineData(0, 10, true)]
    [InlineData(4, 6, true)]
    [InlineData(5, 5, true)]
    [InlineData(6, 4, false)]
    [InlineData(11, 10, false)]
    public async Task Half_of_ten_or_more_failures_are_an_outage(int succeeded, int failed, bool isOutage)
    {
        await _service.SucceedAsync(succeeded);
        await _service.FailAsync(failed);
        _server.Clock.Advance(Moment);

        Assert.Equal(isOutage ? Moment : TimeSpan.Zero, _service.OutageDuration);
    }
}
