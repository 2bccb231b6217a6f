using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>A fault that nobody foresaw, in the network or in the caller's own log, costs one row and not the run.</summary>
public sealed class UnforeseenFaultTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly ScriptedServer _server = new();
    private readonly ProvisioningOptions _options = new() { ThrottleLimit = 1 };
    private readonly ProvisioningOptions _journalled;

    public UnforeseenFaultTests() => _journalled = _options with { JournalPath = _folder.File("run.jsonl") };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Its_row_leaves_as_unknown_and_the_others_go_on()
    {
        InvalidOperationException fault = new("Nobody foresaw it.");
        _server.Guests.Answers((_, index) => index == 1 ? Reply.Throws(fault, takesRequest: true) : Reply.Guest());

        List<GuestOutcome> outcomes = await RunAsync(ManyRows.Make(5), _options);

        AssertUnknown(outcomes, row: 2, others: 4);
        GuestOutcome unknown = outcomes.Single(outcome => outcome.Guest is null);
        GenesysException error = unknown.Error!;
        Assert.True(unknown.WasSent);
        Assert.StartsWith("Row 2: An unexpected error occurred: InvalidOperationException.", error.Message, StringComparison.Ordinal);
        Assert.Same(fault, error.InnerException);
    }

    [Fact]
    public async Task A_journal_says_that_its_row_is_unknown_and_it_is_not_sent_again()
    {
        _server.Guests.Answers((_, index) => index == 1 ? Reply.Throws(new InvalidOperationException(), takesRequest: true) : Reply.Guest());
        await RunAsync(ManyRows.Make(5), _journalled);

        AssertUnknown(await RunAsync(ManyRows.Make(5), _journalled), row: 2, others: 4);
        Assert.Equal(5, _server.Guests.Count);
    }

    [Theory]
    [InlineData(DiagnosticLevel.Debug)] // the body of a failure
    [InlineData(DiagnosticLevel.Verbose)] // a retry
    public async Task A_log_that_throws_costs_the_row_that_it_was_told_of(DiagnosticLevel level)
    {
        _server.Guests.Answers((_, index) => index == 1 ? Reply.Of(503) : Reply.Guest());

        AssertUnknown(await RunAsync(ManyRows.Make(5), _options with { Log = ThrowsAt(level) }), row: 2, others: 4);
    }

    [Fact]
    public async Task A_log_that_throws_when_told_of_the_same_content_in_hand_costs_the_second_row_alone()
    {
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Guests.Replies(Reply.Guest().After(answer.Task));
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, _journalled with { ThrottleLimit = 2, Log = ThrowsAt(DiagnosticLevel.Warning) });
        GuestRow row = ManyRows.Make(1).Single();
        Assert.True(provisioner.TryAdd(row));
        await Eventually.IsTrueAsync(() => _server.Guests.Count == 1);

        Assert.True(provisioner.TryAdd(row with { Number = 2 }));
        AssertUnknown([await TakeAsync(provisioner)], row: 2, others: 0);
        answer.SetResult();
        GuestOutcome first = await TakeAsync(provisioner);

        Assert.Equal((1, true), (first.Row.Number, first.Guest is not null));
        Assert.Equal(0, provisioner.InHand);
    }

    [Fact]
    public async Task A_log_that_throws_when_told_of_the_same_content_as_before_costs_the_second_row_alone()
    {
        _server.Guests.Replies(Reply.Guest());
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, _journalled with { Log = ThrowsAt(DiagnosticLevel.Warning) });
        GuestRow[] rows = [.. ManyRows.Make(2)];
        Assert.True(provisioner.TryAdd(rows[0]));
        Assert.NotNull((await TakeAsync(provisioner)).Guest);

        Assert.True(provisioner.TryAdd(rows[0] with { Number = 2 }));
        AssertUnknown([await TakeAsync(provisioner)], row: 2, others: 0);
        Assert.True(provisioner.TryAdd(rows[1] with { Number = 3 }));

        Assert.NotNull((await TakeAsync(provisioner)).Guest);
    }

    private static Action<Diagnostic> ThrowsAt(DiagnosticLevel level) => diagnostic =>
    {
        if (diagnostic.Level == level)
        {
            throw new InvalidOperationException("The caller's log is broken.");
        }
    };

    private static void AssertUnknown(List<GuestOutcome> outcomes, long row, int others)
    {
        GuestOutcome unknown = Assert.Single(outcomes, outcome => outcome.Guest is null);
        Assert.Equal((row, ErrorId.GuestOutcomeUnknown), (unknown.Row.Number, unknown.Error!.ErrorId));
        Assert.Equal(others, outcomes.Count - 1);
    }

    private static async Task<GuestOutcome> TakeAsync(GuestProvisioner provisioner)
    {
        Assert.True(await provisioner.WaitAsync().AsTask().WaitAsync(Limit));
        Assert.True(provisioner.TryTake(out GuestOutcome? outcome));
        return outcome;
    }

    private async Task<List<GuestOutcome>> RunAsync(IEnumerable<GuestRow> rows, ProvisioningOptions options)
    {
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, options);
        (List<GuestOutcome> outcomes, Exception? end) = await _server.Clock.RunAsync(provisioner.CollectAsync(rows)).WaitAsync(Limit);
        Assert.Null(end);
        return outcomes;
    }
}
