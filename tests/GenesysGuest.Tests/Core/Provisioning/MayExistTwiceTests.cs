using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>A service that fails in the middle of the work leaves open whether it made the guest.</summary>
public sealed class MayExistTwiceTests : IDisposable
{
    private readonly ScriptedServer _server = new();
    private readonly TempFolder _folder = new();
    private readonly List<Diagnostic> _told = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    [InlineData(524)]
    public async Task A_guest_that_was_sent_again_is_handed_out_and_told_of_at_the_end(int status)
    {
        _server.Guests.Answers((_, index) => index is 0 or 2 ? Reply.Of(status) : Reply.Guest());

        (List<GuestOutcome> outcomes, _) = await RunAsync(3);

        Assert.All(outcomes, outcome => Assert.NotNull(outcome.Guest));
        Assert.Equal([1L, 2L], outcomes.Where(outcome => outcome.MayExistTwice).Select(outcome => outcome.Row.Number).Order());
        Assert.Equal(
            "2 guests may exist twice. The service failed without reporting what it did, and the request was sent again. Look for a duplicate of rows 1, 2.",
            Assert.Single(_told, diagnostic => diagnostic.Level == DiagnosticLevel.Warning).Message);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task After_a_refusal_there_is_nothing_to_tell(int status)
    {
        _server.Guests.Answers((_, index) => index == 0 ? Reply.Of(status) : Reply.Guest());

        (List<GuestOutcome> outcomes, _) = await RunAsync(3);

        Assert.DoesNotContain(outcomes, outcome => outcome.MayExistTwice);
        Assert.DoesNotContain(_told, diagnostic => diagnostic.Level == DiagnosticLevel.Warning);
    }

    [Fact]
    public async Task It_stands_in_the_journal()
    {
        string journal = _folder.File("run.jsonl");
        _server.Guests.Answers((_, index) => index == 0 ? Reply.Of(502) : Reply.Guest());
        await RunAsync(1, journal);

        (List<GuestOutcome> outcomes, _) = await RunAsync(1, journal);

        Assert.True(Assert.Single(outcomes).MayExistTwice);
        Assert.Equal(2, _server.Guests.Requests.Count);
    }

    [UnixFact]
    public async Task A_crash_while_it_waits_for_the_repeat_leaves_the_row_unknown()
    {
        string journal = _folder.File("run.jsonl");
        _server.Guests.Replies(Reply.Of(502));
        using (Connection connection = _server.Connect())
        {
            using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, new ProvisioningOptions { JournalPath = journal });
            Assert.True(provisioner.TryAdd(ManyRows.Make(1).Single()));
            await _server.Clock.WaitForTimersAsync(1);
            await File.WriteAllTextAsync(journal + ".crashed", TempFolder.ReadLocked(journal));
        }

        _server.Guests.Replies(Reply.Guest());
        (List<GuestOutcome> outcomes, _) = await RunAsync(1, journal + ".crashed");

        Assert.Equal(ErrorId.GuestOutcomeUnknown, Assert.Single(outcomes).Error?.ErrorId);
    }

    private async Task<(List<GuestOutcome> Outcomes, Exception? End)> RunAsync(int rows, string? journal = null)
    {
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, new ProvisioningOptions { ThrottleLimit = 1, JournalPath = journal, Log = _told.Add });
        return await _server.Clock.RunAsync(provisioner.CollectAsync(ManyRows.Make(rows)));
    }
}
