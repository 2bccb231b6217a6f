using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>Each row leaves as exactly one outcome.</summary>
public sealed class OutcomeTests
{
    private readonly ScriptedServer _server = new();

    [Fact]
    public async Task Every_row_has_exactly_one_outcome()
    {
        _server.Guests.Answers(MixedLuck);

        List<GuestOutcome> outcomes = await RunAsync(ManyRows.Make(200));

        Assert.Equal(Enumerable.Range(1, 200), outcomes.Select(outcome => (int)outcome.Row.Number).Order());
    }

    [Fact]
    public async Task An_outcome_is_a_guest_or_an_error()
    {
        _server.Guests.Answers(MixedLuck);

        Assert.All(await RunAsync(ManyRows.Make(200)), outcome => Assert.NotEqual(outcome.Guest is null, outcome.Error is null));
    }

    [Fact]
    public async Task A_row_that_fails_does_not_stop_the_others()
    {
        _server.Guests.Answers((_, index) => index == 0 ? Reply.Of(400) : Reply.Guest());

        Assert.Equal(49, (await RunAsync(ManyRows.Make(50))).Count(outcome => outcome.Guest is not null));
    }

    [Fact]
    public async Task An_error_has_the_number_of_its_row()
    {
        _server.Guests.Replies(Reply.Of(400));

        Assert.All(await RunAsync(ManyRows.Make(20)), outcome => Assert.StartsWith($"Row {outcome.Row.Number}: ", outcome.Error!.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_outcome_hands_back_its_row()
    {
        _server.Guests.Replies(Reply.Guest());
        GuestRow[] rows = [.. ManyRows.Make(20)];

        Assert.All(await RunAsync(rows), outcome => Assert.Same(rows[outcome.Row.Number - 1], outcome.Row));
    }

    [Fact]
    public async Task When_the_source_of_rows_fails_what_is_in_hand_still_comes_out()
    {
        _server.Guests.Replies(Reply.Guest());
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = new(connection);

        IEnumerable<GuestRow> rows = ManyRows.Make(6).Select(row => row.Number < 6 ? row : throw new IOException("the disk is gone"));

        (List<GuestOutcome> outcomes, Exception? end) = await provisioner.CollectAsync(rows);

        Assert.Equal((5, "the disk is gone"), (outcomes.Count(outcome => outcome.Guest is not null), end?.Message));
    }

    [Fact]
    public async Task A_connection_that_is_closed_leaves_rows_unattempted_not_unknown()
    {
        _server.Guests.Replies(Reply.Guest());
        Connection connection = _server.Connect();
        using GuestProvisioner provisioner = new(connection);
        connection.Dispose();

        (List<GuestOutcome> outcomes, Exception? end) = await provisioner.CollectAsync(ManyRows.Make(3));

        Assert.All(outcomes, outcome => Assert.Equal(ErrorId.NotAttempted, outcome.Error!.ErrorId));
        Assert.Equal(ErrorId.NotConnected, Assert.IsType<SignInException>(end).ErrorId);
    }

    [Theory]
    [InlineData(201, "Row 1: Ada <ada@example.com> (g-1)")]
    [InlineData(400, "GuestRejected: Row 1: The guests endpoint refused the guest (400).")]
    public async Task As_text_an_outcome_is_its_guest_or_its_error(int status, string expected)
    {
        _server.Guests.Replies(status == 201 ? Reply.Guest() : Reply.Of(status));

        Assert.Equal(expected, $"{Assert.Single(await RunAsync(ManyRows.Make(1)))}");
    }

    [Fact]
    public async Task No_rows_have_no_outcomes() => Assert.Empty(await RunAsync([]));

    [Fact]
    public async Task A_row_that_is_throttled_comes_out_as_a_guest()
    {
        _server.Guests.Answers((_, index) => index < 3 ? Reply.Of(429, ("Retry-After", "5")) : Reply.Guest());

        Assert.DoesNotContain(await RunAsync(ManyRows.Make(20)), outcome => outcome.Guest is null);
    }

    [Fact]
    public async Task What_is_told_of_a_row_has_its_number()
    {
        List<Diagnostic> told = [];
        _server.Guests.Replies(Reply.Of(503), Reply.Guest());

        await RunAsync(ManyRows.Make(1), new ProvisioningOptions { Log = told.Add });

        Assert.All(told, diagnostic => Assert.StartsWith("Row 1: ", diagnostic.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_rows_of_a_run_are_retried_as_often_as_asked_for()
    {
        _server.Guests.Replies(Reply.Of(500));

        await RunAsync(ManyRows.Make(1), new ProvisioningOptions { MaxRetryCount = 1 });

        Assert.Equal(2, _server.Guests.Count);
    }

    private static Reply MixedLuck(SentRequest request, int index) => (index % 7) switch
    {
        1 => Reply.GenesysError(400, "bad.request"),
        2 => Reply.Lost,
        3 => Reply.Of(201),
        4 => Reply.Of(503),
        5 => Reply.Of(429),
        _ => Reply.Guest(),
    };

    private async Task<List<GuestOutcome>> RunAsync(IEnumerable<GuestRow> rows, ProvisioningOptions? options = null)
    {
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, options);
        (List<GuestOutcome> outcomes, Exception? end) = await _server.Clock.RunAsync(provisioner.CollectAsync(rows));
        Assert.Null(end);
        return outcomes;
    }
}
