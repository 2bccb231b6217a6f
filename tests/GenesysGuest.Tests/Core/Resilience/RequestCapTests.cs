using GenesysGuest.Resilience;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>The limit that a user sets.</summary>
public class RequestCapTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Requests_are_spaced_evenly()
    {
        RequestCap cap = new(120, _clock);
        List<Task> turns = [.. Enumerable.Range(0, 240).Select(_ => cap.WaitAsync(CancellationToken.None).AsTask())];
        for (int passed = 1; passed <= 240; passed++)
        {
            await turns[passed - 1].WaitAsync(TimeSpan.FromSeconds(30));
            Assert.All(turns[passed..], turn => Assert.False(turn.IsCompleted));
            _clock.Advance(TimeSpan.FromSeconds(0.5));
        }
    }

    [Fact]
    public async Task Turns_that_nobody_took_are_not_saved_up()
    {
        RequestCap cap = new(60, _clock);
        await cap.WaitAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.True(cap.WaitAsync(CancellationToken.None).AsTask().IsCompleted);
        Assert.False(cap.WaitAsync(CancellationToken.None).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Who_waits_can_give_up()
    {
        RequestCap cap = new(1, _clock);
        await cap.WaitAsync(CancellationToken.None);
        using CancellationTokenSource stop = new();
        Task turn = cap.WaitAsync(stop.Token).AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => turn.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_run_stays_below_it_from_its_first_minute_to_its_last()
    {
        ScriptedServer server = new();
        server.Guests.Replies(Reply.Guest());
        using Connection connection = server.Connect(out Traffic traffic);
        ProvisioningOptions options = new() { ThrottleLimit = 16, MaxRequestsPerMinute = 100 };

        Finished finished = await server.Clock.PassAsync(Task.Run(() => Finished.RunAsync(connection, JournalRun.GeneratedRows.Take(250), options)), traffic);

        Assert.Empty(finished.Errors);
        DateTimeOffset[] times = [.. server.Guests.Requests.Select(request => request.At)];
        Assert.All(times, (time, index) => Assert.InRange(times.Skip(index).Count(later => later < time + TimeSpan.FromMinutes(1)), 1, 101));
        Assert.InRange(times[^1] - times[0], TimeSpan.FromSeconds(149), TimeSpan.FromSeconds(152));
    }
}
