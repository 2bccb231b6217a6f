using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>A run that is stopped while the journal is told that a row is about to be sent does not send it.</summary>
public sealed class StopWhileWritingTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ScriptedServer _server = new();
    private readonly WatchedClock _clock;

    public StopWhileWritingTests()
    {
        _clock = new WatchedClock(_server.Clock);
        _server.Guests.Replies(Reply.Guest());
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_row_is_not_attempted_and_can_be_run_again(bool isCancelled)
    {
        // The line has the time in it: the last look at the clock before a row leaves is the journal's.
        int last = 0;
        _server.Guests.Answers((_, _) =>
        {
            last = _clock.Looks;
            return Reply.Guest();
        });
        await RunAsync("other.jsonl", stopAt: int.MaxValue, isCancelled);
        Assert.Equal(1, _server.Guests.Count);

        GuestOutcome stopped = await RunAsync("run.jsonl", stopAt: last, isCancelled);

        Assert.Equal(ErrorId.NotAttempted, stopped.Error?.ErrorId);
        Assert.Equal(1, _server.Guests.Count);
        string[] lines = await File.ReadAllLinesAsync(_folder.File("run.jsonl"));
        Assert.Equal(["Sending", "Failed"], lines.Skip(1).Select(line => line.Split('"')[3]));
        Assert.NotNull((await RunAsync("run.jsonl", stopAt: int.MaxValue, isCancelled)).Guest);
    }

    private async Task<GuestOutcome> RunAsync(string journal, int stopAt, bool isCancelled)
    {
        using Connection connection = _server.Connect(_server.Options with { TimeProvider = _clock });
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, new ProvisioningOptions { JournalPath = _folder.File(journal), ThrottleLimit = 1 });
        using CancellationTokenSource cancellation = new();
        _clock.Watch(stopAt, isCancelled ? cancellation.Cancel : provisioner.Stop);
        (List<GuestOutcome> outcomes, _) = await provisioner.CollectAsync(ManyRows.Make(1), cancellation.Token);
        return Assert.Single(outcomes);
    }

    /// <summary>Does something when the time is asked for.</summary>
    private sealed class WatchedClock(TimeProvider clock) : TimeProvider
    {
        private int _looks;
        private int _at;
        private Action _then = () => { };

        public int Looks => Volatile.Read(ref _looks);

        public override long TimestampFrequency => clock.TimestampFrequency;

        public void Watch(int at, Action then)
        {
            _looks = 0;
            _at = at;
            _then = then;
        }

        public override DateTimeOffset GetUtcNow()
        {
            if (Interlocked.Increment(ref _looks) == _at)
            {
                _then();
            }

            return clock.GetUtcNow();
        }

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            clock.CreateTimer(callback, state, dueTime, period);
    }
}
