using GenesysGuest.Tests.Core.Resilience;
using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>While the service is down, rows wait.</summary>
public class OutageTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly ScriptedServer _server = new();
    private readonly ProvisioningOptions _options = new() { ThrottleLimit = 16 };
    private readonly DateTimeOffset _start;

    public OutageTests() => _start = _server.Clock.GetUtcNow();

    [Theory]
    [InlineData(10)]
    [InlineData(250)]
    public async Task Rows_wait_until_the_service_is_back_and_none_fails(int seconds)
    {
        DownFor(TimeSpan.FromSeconds(seconds));

        Finished finished = await RunAsync(GeneratedRows.Take(500));

        Assert.Null(finished.End);
        Assert.Empty(finished.Errors);
        Assert.Equal(500, finished.Outcomes.Count);
    }

    [Fact]
    public async Task One_probe_at_a_time_goes_out_while_the_service_is_down()
    {
        TimeSpan outage = TimeSpan.FromSeconds(250);
        DownFor(outage);

        await RunAsync(GeneratedRows.Take(500));

        // All that were under way when it went down, and then after 1, 2, 4, 8, 16, 30, 30 … seconds one each.
        Assert.InRange(_server.Guests.Requests.Count(request => request.At - _start < outage), 10 + 10, 16 + 12);
    }

    [Fact]
    public async Task Nothing_follows_a_probe_before_its_answer()
    {
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Guests.Answers((request, _) => request.At == _start ? Reply.Of(503) : Reply.Guest().After(answer.Task));
        using Connection connection = _server.Connect(out Traffic traffic);
        Task<Finished> run = Task.Run(() => Finished.RunAsync(connection, GeneratedRows.Take(100), _options));
        await _server.Clock.WaitForTimersAsync(16);
        int before = _server.Guests.Count;
        _server.Clock.Advance(Moment);
        await Eventually.IsTrueAsync(() => _server.Guests.Count > before);
        await _server.Clock.WaitForTimersAsync(15);

        Assert.Equal(before + 1, _server.Guests.Count);
        Assert.Equal(1, _server.Guests.UnderWay);
        answer.SetResult();
        Assert.Empty((await _server.Clock.PassAsync(run, traffic)).Errors);
    }

    [Fact]
    public async Task After_its_time_the_run_ends_and_what_was_not_read_stays_unread()
    {
        int read = 0;
        DownFor(TimeSpan.MaxValue);

        Finished finished = await RunAsync(GeneratedRows.Take(5_000).Select(row =>
        {
            read++;
            return row;
        }));

        Assert.Equal(ErrorId.ServiceUnavailable, finished.End?.ErrorId);
        Assert.Equal([ErrorId.NotAttempted], finished.Errors);
        Assert.Equal(read, finished.Outcomes.Count);
        Assert.InRange(read, 16, 33);
    }

    [Fact]
    public async Task One_at_a_time_two_rows_fail_before_it_is_clear_that_the_service_is_down()
    {
        DownFor(TimeSpan.MaxValue);

        Finished finished = await RunAsync(GeneratedRows.Take(5_000), new ProvisioningOptions { ThrottleLimit = 1 });

        Assert.Equal(ErrorId.ServiceUnavailable, finished.End?.ErrorId);
        Assert.Equal([1, 2], finished.RowsWith(ErrorId.ServiceUnavailable));
        Assert.InRange(finished.RowsWith(ErrorId.NotAttempted).Count, 1, 3);
    }

    [Theory]
    [InlineData(45)]
    [InlineData(300)]
    public async Task The_run_ends_when_its_time_is_up_and_not_when_the_next_probe_would_be_due(int seconds)
    {
        DownFor(TimeSpan.MaxValue);

        await RunAsync(GeneratedRows.Take(5_000), _options with { OutageTimeout = TimeSpan.FromSeconds(seconds) });

        Assert.InRange(_server.Clock.GetUtcNow() - _start, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds) + Moment);
    }

    [Fact]
    public async Task A_probe_uses_up_none_of_its_rows_retries()
    {
        Dictionary<string, int> asked = new(StringComparer.Ordinal);
        HashSet<string> probed = new(StringComparer.Ordinal);
        _server.Guests.Answers((request, _) =>
        {
            // The first refusal counts. Those of probes do not, so that one more after the service is back can be borne.
            int before = asked.GetValueOrDefault(request.Email);
            asked[request.Email] = before + 1;
            bool isDown = request.At - _start < TimeSpan.FromSeconds(200);
            bool isRefused = isDown || probed.Remove(request.Email);
            if (isDown && before > 0)
            {
                probed.Add(request.Email);
            }

            return isRefused ? Reply.Of(503) : Reply.Guest();
        });

        Finished finished = await RunAsync(GeneratedRows.Take(500), _options with { MaxRetryCount = 2 });

        Assert.Null(finished.End);
        Assert.Empty(finished.Errors);
    }

    [Fact]
    public async Task How_long_it_has_lasted_is_there_to_be_shown()
    {
        DownFor(TimeSpan.FromSeconds(100));
        using Connection connection = _server.Connect(out Traffic traffic);
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, _options);
        while (provisioner.TryAdd(GeneratedRows.Row(provisioner.InHand + 1)))
        {
        }

        await _server.Clock.WaitForTimersAsync(16);
        _server.Clock.Advance(0.5 * Moment);
        Assert.Equal(0.5 * Moment, provisioner.OutageDuration);

        Assert.True(await _server.Clock.PassAsync(provisioner.WaitAsync().AsTask(), traffic));
        Assert.Equal(TimeSpan.Zero, provisioner.OutageDuration);
    }

    private async Task<Finished> RunAsync(IEnumerable<GuestRow> rows, ProvisioningOptions? options = null)
    {
        using Connection connection = _server.Connect(out Traffic traffic);
        return await _server.Clock.PassAsync(Task.Run(() => Finished.RunAsync(connection, rows, options ?? _options)), traffic);
    }

    private void DownFor(TimeSpan time) =>
        _server.Guests.Answers((request, _) => request.At - _start < time ? Reply.Of(503) : Reply.Guest());
}
