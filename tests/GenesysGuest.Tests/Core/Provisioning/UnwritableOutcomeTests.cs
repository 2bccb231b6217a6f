using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>An outcome that cannot be written to the journal is handed out all the same, and ends the run.</summary>
public sealed class UnwritableOutcomeTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly ScriptedServer _server = new();
    private readonly ProvisioningOptions _options;

    public UnwritableOutcomeTests() => _options = new ProvisioningOptions { JournalPath = _folder.File("run.jsonl"), ThrottleLimit = 1 };

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public async Task A_guest_is_handed_out_since_its_token_is_nowhere_else()
    {
        (List<GuestOutcome> outcomes, _) = await RunAsync(Reply.Guest("g-2", "token-2"));

        Assert.Equal("token-2", outcomes.Single(outcome => outcome.Row.Number == 2).Guest?.Token);
    }

    [LinuxFact]
    public async Task An_error_is_handed_out_as_it_is()
    {
        (List<GuestOutcome> outcomes, _) = await RunAsync(Reply.Of(400));

        Assert.Equal(ErrorId.GuestRejected, outcomes.Single(outcome => outcome.Row.Number == 2).Error?.ErrorId);
    }

    [LinuxFact]
    public async Task The_run_ends_and_says_why()
    {
        (_, Exception? end) = await RunAsync(Reply.Guest());

        GenesysException unusable = Assert.IsType<GenesysException>(end);
        Assert.Equal(ErrorId.JournalUnusable, unusable.ErrorId);
        Assert.EndsWith("cannot be written.", unusable.Message, StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task No_further_row_is_sent_and_each_says_why()
    {
        (List<GuestOutcome> outcomes, Exception? end) = await RunAsync(Reply.Guest());

        Assert.Equal(2, _server.Guests.Count);
        Assert.Equal(Enumerable.Range(1, outcomes.Count), outcomes.Select(outcome => (int)outcome.Row.Number).Order());
        Assert.InRange(outcomes.Count, 3, 10);
        Assert.All(outcomes.Where(outcome => outcome.Row.Number > 2), outcome =>
        {
            Assert.Equal(ErrorId.NotAttempted, outcome.Error?.ErrorId);
            Assert.EndsWith(end!.Message, outcome.Error!.Message, StringComparison.Ordinal);
        });
    }

    [LinuxFact]
    public async Task Rows_that_wait_for_the_same_guest_have_it_too()
    {
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int told = 0;
        _server.Guests.Replies(Reply.Guest().After(answer.Task));
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, _options with { ThrottleLimit = 2, Log = _ => Interlocked.Increment(ref told) });
        using FullDisk disk = new(_options.JournalPath!);
        Task<(List<GuestOutcome> Outcomes, Exception? End)> run =
            provisioner.CollectAsync([.. Enumerable.Range(1, 3).Select(number => ManyRows.Make(1).Single() with { Number = number })]);
        await Eventually.IsTrueAsync(() => _server.Guests.Count == 1 && Volatile.Read(ref told) == 2);
        disk.Fill();
        answer.SetResult();

        (List<GuestOutcome> outcomes, Exception? end) = await run.WaitAsync(Limit);

        Assert.Equal([1, 2, 3], outcomes.Where(outcome => outcome.Guest is not null).Select(outcome => outcome.Row.Number).Order());
        Assert.Equal(ErrorId.JournalUnusable, Assert.IsType<GenesysException>(end).ErrorId);
    }

    /// <summary>Ten rows, one at a time; when the second is answered the disk is full.</summary>
    private async Task<(List<GuestOutcome> Outcomes, Exception? End)> RunAsync(Reply second)
    {
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, _options);
        using FullDisk disk = new(_options.JournalPath!);
        _server.Guests.Answers((_, index) =>
        {
            if (index == 0)
            {
                return Reply.Guest();
            }

            disk.Fill();
            return second;
        });
        return await provisioner.CollectAsync(ManyRows.Make(10)).WaitAsync(Limit);
    }
}
