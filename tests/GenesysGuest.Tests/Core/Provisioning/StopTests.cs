using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>Work that is stopped sends nothing more; work that is cancelled gives up on what is under way, too.</summary>
public sealed class StopTests : IDisposable
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancellation = new();
    private readonly ScriptedServer _server = new();
    private readonly Connection _connection;
    private readonly GuestProvisioner _provisioner;

    public StopTests()
    {
        _server.Guests.Replies(Reply.Guest().After(_gate.Task));
        _connection = _server.Connect();
        _provisioner = new GuestProvisioner(_connection, new ProvisioningOptions { ThrottleLimit = 1 });
    }

    public void Dispose()
    {
        _provisioner.Dispose();
        _connection.Dispose();
        _cancellation.Dispose();
    }

    [Fact]
    public async Task What_is_under_way_is_waited_for()
    {
        (List<GuestOutcome> outcomes, _) = await StopAsync();

        Assert.NotNull(outcomes[0].Guest);
    }

    [Fact]
    public async Task What_is_in_hand_and_was_not_sent_was_not_attempted()
    {
        (List<GuestOutcome> outcomes, _) = await StopAsync();

        Assert.Equal(ErrorId.NotAttempted, outcomes[1].Error!.ErrorId);
    }

    [Fact]
    public async Task Nothing_more_is_sent()
    {
        await StopAsync();

        Assert.Equal(1, _server.Guests.Count);
    }

    [Fact]
    public async Task Rows_that_were_read_have_their_outcomes_and_no_more_are_read()
    {
        (List<GuestOutcome> outcomes, _) = await StopAsync();

        Assert.InRange(outcomes.Count, 2, 3);
    }

    [Fact]
    public async Task Stopping_is_no_error()
    {
        (_, Exception? end) = await StopAsync();

        Assert.Null(end);
    }

    [Fact]
    public async Task What_was_not_attempted_says_how_to_run_it_again()
    {
        (List<GuestOutcome> outcomes, _) = await StopAsync();

        Assert.Contains("with $failed.TargetObject as the input", outcomes[1].Error!.AtThePrompt(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_waits_to_be_repeated_is_not_sent_again()
    {
        _server.Guests.Replies(Reply.Of(503));
        Task<(List<GuestOutcome>, Exception?)> run = _provisioner.CollectAsync(ManyRows.Make(1));
        await _server.Clock.WaitForTimersAsync(1);

        _provisioner.Stop();
        await run;

        Assert.Equal(1, _server.Guests.Count);
    }

    [Fact]
    public async Task Cancelling_makes_the_outcome_of_what_is_under_way_unknown()
    {
        (List<GuestOutcome> outcomes, _) = await CancelAsync();

        Assert.Equal(ErrorId.GuestOutcomeUnknown, outcomes[0].Error!.ErrorId);
    }

    [Fact]
    public async Task Cancelling_leaves_the_rest_unattempted()
    {
        (List<GuestOutcome> outcomes, _) = await CancelAsync();

        Assert.All(outcomes.Skip(1), outcome => Assert.Equal(ErrorId.NotAttempted, outcome.Error!.ErrorId));
    }

    [Fact]
    public async Task Cancelling_ends_the_run_as_cancelled()
    {
        (_, Exception? end) = await CancelAsync();

        Assert.IsAssignableFrom<OperationCanceledException>(end);
    }

    private async Task<(List<GuestOutcome> Outcomes, Exception? End)> StopAsync()
    {
        Task<(List<GuestOutcome>, Exception?)> run = _provisioner.CollectAsync(ManyRows.Make(100));
        await Eventually.IsTrueAsync(() => _server.Guests.Count == 1);
        _provisioner.Stop();
        _gate.SetResult();
        return await run;
    }

    private async Task<(List<GuestOutcome> Outcomes, Exception? End)> CancelAsync()
    {
        Task<(List<GuestOutcome>, Exception?)> run = _provisioner.CollectAsync(ManyRows.Make(100), _cancellation.Token);
        await Eventually.IsTrueAsync(() => _server.Guests.Count == 1);
        await _cancellation.CancelAsync();
        return await run;
    }
}
