using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>The figures of a run: each row counts once, by its name.</summary>
public sealed class SummaryTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ScriptedServer _server = new();

    public SummaryTests() => _server.Guests.Answers(Reply.Guest);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_taken_from_the_journal_is_neither_created_nor_part_of_the_rate()
    {
        await RunAsync(GeneratedRows.Take(10));

        ProvisioningSummary second = await RunAsync(GeneratedRows.Take(12));

        Assert.Equal((2, 10, 2), (second.Created, second.FromJournal, second.Sent));
    }

    [Fact]
    public async Task A_row_that_shares_the_guest_of_another_is_not_created()
    {
        ProvisioningSummary summary = await RunAsync([GeneratedRows.Row(1), GeneratedRows.Row(1) with { Number = 2 }]);

        Assert.Equal((1, 1, 1), (summary.Created, summary.FromJournal, summary.Sent));
    }

    [Fact]
    public async Task Rows_that_failed_and_rows_that_are_unknown_are_told_apart()
    {
        _server.Guests.Replies(Reply.Of(400), Reply.Of(200));

        ProvisioningSummary summary = await RunAsync(GeneratedRows.Take(3));

        Assert.Equal((0, 1, 2, 3), (summary.Created, summary.Failed, summary.Unknown, summary.Sent));
    }

    [Theory]
    [InlineData(10, 3, 1, 0, 0, 11, "10 created, 3 taken from the journal, 1 failed in 2.0 s (5.5 rows a second)")]
    [InlineData(0, 0, 0, 0, 0, 0, "0 created, 0 failed in 2.0 s (0.0 rows a second)")]
    [InlineData(1, 0, 2, 3, 4, 6, "1 created, 2 failed, 3 unknown, 4 not attempted in 2.0 s (3.0 rows a second)")]
    public void It_reads_as_one_line(long created, long fromJournal, long failed, long unknown, long notAttempted, long sent, string line) => Assert.Equal(
        line, new ProvisioningSummary(created, fromJournal, failed, unknown, notAttempted, sent, TimeSpan.FromSeconds(2)).ToString());

    private async Task<ProvisioningSummary> RunAsync(IEnumerable<GuestRow> rows)
    {
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(
            connection, new ProvisioningOptions { JournalPath = _folder.File("run.jsonl"), ThrottleLimit = 1 });
        await foreach (GuestOutcome _ in provisioner.RunAsync(rows))
        {
        }

        return provisioner.Summary;
    }
}
