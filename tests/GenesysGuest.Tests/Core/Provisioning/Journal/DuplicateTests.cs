using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>Rows with the same content in one input.</summary>
public sealed class DuplicateTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ScriptedServer _server = new();
    private readonly List<string> _warnings = [];

    public DuplicateTests() => _server.Guests.Answers(Reply.Guest);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task With_a_journal_they_are_sent_once_with_a_warning_and_each_row_comes_out(int throttle)
    {
        GuestRow[] rows = [.. GeneratedRows.Take(40), GeneratedRows.Row(3) with { Number = 41 }, .. Numbered(42, 60), GeneratedRows.Row(3) with { Number = 61 }];

        Finished finished = await RunAsync(rows, throttle);

        Assert.Equal(Enumerable.Range(1, 61).Select(number => (long)number), finished.Outcomes.Select(outcome => outcome.Row.Number).Order());
        Assert.Equal(59, _server.Guests.Count);
        Assert.Single(finished.Outcomes.Where(outcome => outcome.Row.Number is 3 or 41 or 61).Select(outcome => outcome.Guest).Distinct());
        Assert.Equal(
            ["Rows 3 and 41 have the same content (Guest 3 <guest3@example.com>). One guest is created for both.",
             "Rows 3 and 61 have the same content (Guest 3 <guest3@example.com>). One guest is created for both."],
            _warnings.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Next_to_each_other_they_share_the_answer_that_comes()
    {
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Guests.Replies(Reply.Guest().After(answer.Task));
        Task<Finished> run = Task.Run(() => RunAsync([.. Enumerable.Range(1, 16).Select(number => GeneratedRows.Row(1) with { Number = number })], throttle: 16));
        answer.SetResult();

        Assert.Single((await run).Guests.Distinct());
        Assert.Single(_server.Guests.Requests);
        Assert.Equal(15, _warnings.Count);
    }

    [Fact]
    public async Task A_failure_holds_for_all_of_them_and_says_whose_it_was()
    {
        _server.Guests.Replies(Reply.Of(422));

        Finished finished = await RunAsync([GeneratedRows.Row(1), GeneratedRows.Row(1) with { Number = 2 }], throttle: 1);

        Assert.Equal([1, 2], finished.RowsWith(ErrorId.GuestRejected));
        Assert.Single(_server.Guests.Requests);
        Assert.StartsWith("Row 2: It has the same content as row 1. ", finished.Outcomes.Single(outcome => outcome.Row.Number == 2).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_rows_that_even_have_the_same_number_one_is_sent_and_the_others_come_out_as_known()
    {
        GuestRow row = GeneratedRows.Row(1);

        Finished finished = await RunAsync([row, row, row with { }], throttle: 4);

        Assert.Equal([false, true, true], finished.Outcomes.Select(outcome => outcome.IsFromJournal).Order());
        Assert.Single(finished.Outcomes.Select(outcome => outcome.Guest).Distinct());
        Assert.Single(_server.Guests.Requests);
    }

    [Theory]
    [InlineData(200, true)] // without a token: the guest exists
    [InlineData(422, false)]
    public async Task What_came_of_a_row_before_it_a_row_shares_whether_it_is_known_or_not(int status, bool isUnknown)
    {
        _server.Guests.Replies(Reply.Of(status));

        Finished finished = await RunAsync([GeneratedRows.Row(1), GeneratedRows.Row(2), GeneratedRows.Row(1) with { Number = 3 }], throttle: 1);

        Assert.Equal([isUnknown, isUnknown, isUnknown], finished.Outcomes.Select(outcome => ((ProvisioningException)outcome.Error!).IsUnknown));
        Assert.Equal(2, _server.Guests.Count);
    }

    [Theory]
    [InlineData(null, "content")]
    [InlineData("17", "identity")]
    public async Task What_two_rows_have_in_common_is_their_content_or_their_identity(string? identity, string expected)
    {
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Guests.Replies(Reply.Of(422).After(answer.Task));
        GuestRow row = GeneratedRows.Row(1) with { Identity = identity };
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(
            connection, new ProvisioningOptions { JournalPath = _folder.File("run.jsonl"), ThrottleLimit = 2, Log = _ => answer.TrySetResult() });

        (List<GuestOutcome> outcomes, _) = await provisioner.CollectAsync([row, row with { Number = 2 }]);

        // Either of the two is sent.
        Assert.Single(outcomes, outcome => outcome.Error!.Message.StartsWith($"Row {outcome.Row.Number}: It has the same {expected} as row {3 - outcome.Row.Number}. ", StringComparison.Ordinal));
        Assert.Single(_server.Guests.Requests);
    }

    [Theory]
    [InlineData(201)]
    [InlineData(422)]
    [InlineData(200)] // without a token: the guest may exist
    public async Task Of_a_guest_from_an_earlier_run_the_warning_names_rows_of_this_one(int status)
    {
        _server.Guests.Answers((request, index) => status == 201 ? Reply.Guest(request, index) : Reply.Of(status));
        await RunAsync([.. GeneratedRows.Take(10)], throttle: 1);
        Assert.Empty(_warnings);

        Finished second = await RunAsync([.. new[] { 1, 7, 2, 7, 7 }.Select((guest, index) => GeneratedRows.Row(guest) with { Number = 21 + index })], throttle: 1);

        Assert.Equal([21, 22, 23, 24, 25], second.Outcomes.Select(outcome => outcome.Row.Number).Order());
        Assert.Equal(
            ["Rows 22 and 24 have the same content (Guest 7 <guest7@example.com>). One guest is created for both.",
             "Rows 22 and 25 have the same content (Guest 7 <guest7@example.com>). One guest is created for both."],
            _warnings);
    }

    [Fact]
    public async Task Of_a_guest_from_an_earlier_run_rows_next_to_each_other_are_warned_of_once_each()
    {
        await RunAsync([GeneratedRows.Row(1)], throttle: 1);

        Finished second = await RunAsync([.. Enumerable.Range(21, 16).Select(number => GeneratedRows.Row(1) with { Number = number })], throttle: 16);

        Assert.Equal(16, second.Guests.Count());
        Assert.Single(_server.Guests.Requests);
        Assert.Equal(15, _warnings.Distinct(StringComparer.Ordinal).Count());
        Assert.Single(_warnings.Select(warning => warning.Split(' ')[1]).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_order_of_attributes_makes_no_difference_and_everything_else_does()
    {
        GuestRow[] rows =
        [
            Row("Ada", "ada@example.com", ("a", "1"), ("b", "2")),
            Row("Ada", "ada@example.com", ("b", "2"), ("a", "1")),
            Row("Ada", "ada@example.com", ("a", "2"), ("b", "1")),
            Row("Ada", "ada@example.com", ("a", "1")),
            Row("Ada", "ada@example.com", ("A", "1"), ("b", "2")),
            Row("Ada", "ada@example.com", ("a", "1"), ("b", "2 ")),
            Row("ada", "ada@example.com", ("a", "1"), ("b", "2")),
            Row("Ada", "Ada@example.com", ("a", "1"), ("b", "2")),
            Row("Ada", "ada@example.com"),
            Row(" Ada ", "ada@example.com "),
        ];

        Finished finished = await RunAsync([.. rows.Select((row, index) => row with { Number = index + 1 })], throttle: 4);

        Assert.Equal(10, finished.Guests.Count());
        Assert.Equal(8, _server.Guests.Count);
        Assert.Equal(2, _warnings.Count);
    }

    [Fact]
    public async Task Without_a_journal_each_is_sent()
    {
        using Connection connection = _server.Connect();

        Finished finished = await Finished.RunAsync(connection, [GeneratedRows.Row(1), GeneratedRows.Row(1) with { Number = 2 }]);

        Assert.Equal(2, finished.Guests.Distinct().Count());
        Assert.Equal(2, _server.Guests.Count);
    }

    private static GuestRow Row(string name, string email, params (string Key, string Value)[] attributes) =>
        new(0, new GuestRequest(name, email, attributes.ToDictionary(pair => pair.Key, pair => pair.Value)));

    private static IEnumerable<GuestRow> Numbered(int first, int last) => GeneratedRows.Take(last).Skip(first - 1);

    private async Task<Finished> RunAsync(IReadOnlyList<GuestRow> rows, int throttle)
    {
        using Connection connection = _server.Connect();
        return await Finished.RunAsync(connection, rows, new ProvisioningOptions
        {
            JournalPath = _folder.File("run.jsonl"),
            ThrottleLimit = throttle,
            Log = diagnostic =>
            {
                lock (_warnings)
                {
                    if (diagnostic.Level == DiagnosticLevel.Warning)
                    {
                        _warnings.Add(diagnostic.Message);
                    }
                }
            },
        });
    }
}
