using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>A run that is told to stop.</summary>
public sealed class StoppedRunTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly TempFolder _folder = new();
    private readonly ScriptedServer _server = new();
    private readonly ProvisioningOptions _options;
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StoppedRunTests()
    {
        _options = new ProvisioningOptions { JournalPath = _folder.File("run.jsonl"), ThrottleLimit = 4 };
        _server.Guests.Replies(Reply.Guest().After(_answer.Task));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_more_is_sent_and_what_is_under_way_is_written_to_the_journal()
    {
        using (Connection connection = _server.Connect())
        {
            using GuestProvisioner provisioner = await FillAsync(connection, _options);
            int inHand = provisioner.InHand;
            Task<IReadOnlyList<ProvisioningOutcome>> stopped = provisioner.StopAsync(Grace);
            _answer.SetResult();
            IReadOnlyList<ProvisioningOutcome> untaken = await stopped.WaitAsync(Limit);

            Assert.Equal((inHand, 4), (untaken.Count, untaken.Count(outcome => outcome.Error is null)));
        }

        Assert.Equal(4, _server.Guests.Count);
        Finished resumed = await ResumeAsync();
        Assert.Equal(8, resumed.Guests.Count());
        Assert.Equal(8, _server.Guests.Count);
    }

    [Fact]
    public async Task What_is_not_answered_within_the_grace_is_unknown()
    {
        using (Connection connection = _server.Connect())
        {
            using GuestProvisioner provisioner = await FillAsync(connection, _options);
            Task stopped = provisioner.StopAsync(Grace);
            _server.Clock.Advance(Grace - TimeSpan.FromTicks(1));
            Assert.False(stopped.IsCompleted);
            Assert.Equal(4, _server.Guests.UnderWay);
            _server.Clock.Advance(TimeSpan.FromTicks(1));
            await stopped.WaitAsync(Limit);
        }

        _answer.SetResult();
        Finished resumed = await ResumeAsync();
        Assert.Equal(4, resumed.RowsWith(ErrorId.GuestOutcomeUnknown).Count);
        Assert.Equal(4, resumed.Guests.Count());
        Assert.Equal(8, _server.Guests.Count);
    }

    [Fact]
    public async Task Without_a_journal_it_ends_at_once()
    {
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await FillAsync(connection, _options with { JournalPath = null });

        await provisioner.StopAsync(Grace).WaitAsync(Limit);

        Assert.Equal(0, _server.Guests.UnderWay);
        Assert.Equal(0, provisioner.InHand);
        Assert.Equal(4, _server.Guests.Count);
    }

    [Fact]
    public async Task A_run_that_is_let_go_in_the_middle_can_be_resumed()
    {
        using (Connection connection = _server.Connect())
        {
            using GuestProvisioner provisioner = await FillAsync(connection, _options);
        }

        _answer.SetResult();
        Finished resumed = await ResumeAsync();
        Assert.Equal(4, resumed.RowsWith(ErrorId.GuestOutcomeUnknown).Count);
        Assert.Equal(4, resumed.Guests.Count());
    }

    [Fact]
    public async Task A_stop_lets_what_is_under_way_come_out_and_the_rest_as_not_attempted()
    {
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await FillAsync(connection, _options with { JournalPath = null });
        provisioner.Stop();
        provisioner.Complete();
        _answer.SetResult();

        List<GuestOutcome> outcomes = [];
        while (await provisioner.WaitAsync())
        {
            while (provisioner.TryTake(out GuestOutcome? outcome))
            {
                outcomes.Add(outcome);
            }
        }

        Assert.Equal(8, outcomes.Select(outcome => outcome.Row.Number).Distinct().Count());
        Assert.Equal(4, outcomes.Count(outcome => outcome.Guest is not null));
        Assert.Equal(4, outcomes.Count(outcome => outcome.Error?.ErrorId == ErrorId.NotAttempted));
        Assert.Equal((4, 0, 4), (provisioner.Summary.Created, provisioner.Summary.Failed, provisioner.Summary.NotAttempted));
    }

    [Fact]
    public async Task A_cancelled_run_hands_out_every_row_that_it_has_read()
    {
        int read = 0;
        List<GuestOutcome> outcomes = [];
        using CancellationTokenSource stop = new();
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, _options with { JournalPath = null });
        Task run = Task.Run(async () =>
        {
            IEnumerable<GuestRow> rows = GeneratedRows.Take(1_000).Select(row =>
            {
                read++;
                return row;
            });
            await foreach (GuestOutcome outcome in provisioner.RunAsync(rows, stop.Token))
            {
                outcomes.Add(outcome);
            }
        });
        await Eventually.IsTrueAsync(() => _server.Guests.Count == 4);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Limit));
        Assert.Equal(Enumerable.Range(1, read).Select(number => (long)number), outcomes.Select(outcome => outcome.Row.Number).Order());
        Assert.InRange(read, 4, 10);
        Assert.Equal(4, outcomes.Count(outcome => outcome.Error!.ErrorId == ErrorId.GuestOutcomeUnknown));
        Assert.Equal(read - 4, outcomes.Count(outcome => outcome.Error!.ErrorId == ErrorId.NotAttempted));
    }

    /// <summary>Eight rows in hand, four of them under way.</summary>
    private async Task<GuestProvisioner> FillAsync(Connection connection, ProvisioningOptions options)
    {
        GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, options);
        for (int number = 1; number <= 8; number++)
        {
            Assert.True(provisioner.TryAdd(GeneratedRows.Row(number)));
        }

        Assert.False(provisioner.TryAdd(GeneratedRows.Row(9)));
        await Eventually.IsTrueAsync(() => _server.Guests.Count == 4);
        return provisioner;
    }

    private async Task<Finished> ResumeAsync()
    {
        using Connection connection = _server.Connect();
        return await Finished.RunAsync(connection, GeneratedRows.Take(8), _options);
    }
}
