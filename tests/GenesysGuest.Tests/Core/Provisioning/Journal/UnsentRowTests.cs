using GenesysGuest.Tests.Core.Resilience;
using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>A row that a run took and did not send: the journal says of it what it said before.</summary>
public sealed class UnsentRowTests : IDisposable
{
    private const int Rows = 10;

    private static readonly Reply ComeBackTomorrow = Reply.Of(429, ("Retry-After", "86400"));

    private readonly TempFolder _folder = new();
    private readonly ScriptedServer _server = new();
    private readonly ProvisioningOptions _options;

    public UnsentRowTests() => _options = new ProvisioningOptions { JournalPath = _folder.File("run.jsonl"), ThrottleLimit = 1, MaxRetryCount = 0 };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_unknown_row_that_a_daily_limit_kept_from_being_sent_again_stays_unknown()
    {
        await LoseAnswersAsync();
        _server.Guests.Replies(ComeBackTomorrow);
        Finished limited = await RunAsync(_options with { RetryUnknown = true });
        Assert.Equal([ErrorId.RateLimited, ErrorId.NotAttempted], limited.Errors); // after a handful, the rest need not ask
        Assert.Equal(Rows + 1, _server.Guests.Count);

        await AssertUnknownAsync(Rows - 1);
        Assert.Equal(Rows + 2, _server.Guests.Count);
    }

    [Fact]
    public async Task An_unknown_row_whose_turn_to_be_sent_again_did_not_come_stays_unknown()
    {
        await LoseAnswersAsync();
        using (Connection connection = _server.Connect())
        {
            using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, _options with { RetryUnknown = true });
            provisioner.Stop();
            Assert.True(provisioner.TryAdd(GeneratedRows.Row(1)));
            Assert.True(await provisioner.WaitAsync());
            Assert.True(provisioner.TryTake(out GuestOutcome? outcome));
            Assert.Equal(ErrorId.NotAttempted, outcome.Error?.ErrorId);
        }

        await AssertUnknownAsync(Rows);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)] // it waits in between
    public async Task An_unknown_row_that_could_not_leave_again_stays_unknown(int retries)
    {
        await LoseAnswersAsync();
        _server.Guests.Replies(Reply.ConnectFailure);
        Finished refused = await RunAsync(_options with { RetryUnknown = true, MaxRetryCount = retries }, rows: 1);
        Assert.Equal([ErrorId.ServiceUnavailable], refused.Errors);

        await AssertUnknownAsync(Rows);
    }

    [Fact]
    public async Task An_unknown_row_that_a_proxy_did_not_pass_on_stays_unknown()
    {
        await LoseAnswersAsync();
        _server.Guests.Replies(Reply.Of(407));
        Finished refused = await RunAsync(_options with { RetryUnknown = true }, rows: 1);
        Assert.Equal([ErrorId.ServiceUnavailable], refused.Errors);

        await AssertUnknownAsync(Rows);
    }

    [Fact]
    public async Task An_unknown_row_whose_run_was_given_up_while_it_was_connecting_stays_unknown()
    {
        await LoseAnswersAsync();
        using CancellationTokenSource end = new();
        _server.Guests.Answers((_, _) =>
        {
            end.Cancel();
            return Reply.Throws(new OperationCanceledException(), takesRequest: false);
        });
        using (Connection connection = _server.Connect())
        {
            using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, _options with { RetryUnknown = true });
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await foreach (GuestOutcome outcome in provisioner.RunAsync(GeneratedRows.Take(1), end.Token))
                {
                    Assert.Equal(ErrorId.NotAttempted, outcome.Error?.ErrorId);
                }
            });
            Assert.Equal((1, 0), (provisioner.Summary.NotAttempted, provisioner.Summary.Sent));
        }

        await AssertUnknownAsync(Rows);
    }

    [Fact]
    public async Task A_row_that_was_never_sent_leaves_no_line()
    {
        _server.Guests.Replies(ComeBackTomorrow);

        await RunAsync(_options);

        string[] lines = await File.ReadAllLinesAsync(_options.JournalPath!);
        Assert.Equal(["Sending", "Failed"], lines.Skip(1).Select(line => line.Split('"')[3]));
    }

    private async Task LoseAnswersAsync()
    {
        _server.Guests.Replies(Reply.Lost);
        Assert.Equal(Rows, (await RunAsync(_options)).RowsWith(ErrorId.GuestOutcomeUnknown).Count);
    }

    private async Task AssertUnknownAsync(int count)
    {
        _server.Guests.Answers(Reply.Guest);
        Finished plain = await RunAsync(_options);
        Assert.Equal(count, plain.RowsWith(ErrorId.GuestOutcomeUnknown).Count);
        Assert.Equal(Rows - count, plain.Guests.Count());
    }

    private async Task<Finished> RunAsync(ProvisioningOptions options, int rows = Rows)
    {
        using Connection connection = _server.Connect(out Traffic traffic);
        return await _server.Clock.PassAsync(Task.Run(() => Finished.RunAsync(connection, GeneratedRows.Take(rows), options)), traffic);
    }
}
