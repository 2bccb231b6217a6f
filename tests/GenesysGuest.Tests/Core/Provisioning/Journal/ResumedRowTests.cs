using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>What a journal says of a row again, to the letter.</summary>
public sealed class ResumedRowTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ScriptedServer _server = new();
    private readonly ProvisioningOptions _options;

    public ResumedRowTests() => _options = new ProvisioningOptions { JournalPath = _folder.File("run.jsonl"), ThrottleLimit = 1, MaxRetryCount = 1 };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_guest_comes_back_with_all_that_the_server_said()
    {
        _server.Guests.Replies(Reply.Json(
            201,
            """
            {"id":"g-7","name":"Ada \"the\" Ünique","email":"ada.l@example.com","token":"t0ken","createdDate":"2030-01-02T03:04:05.678Z",
             "updatedDate":"2031-02-03T04:05:06+01:00","selfUri":"/api/v2/externalusers/guests/g-7"}
            """));
        await RunAsync(Row(1));

        Assert.Equal(
            new Guest(
                "g-7", "Ada \"the\" Ünique", "ada.l@example.com", "t0ken", new DateTimeOffset(2030, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
                new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.FromHours(1)), "/api/v2/externalusers/guests/g-7"),
            (await RunAsync(Row(1))).Guest);
        Assert.Equal(1, _server.Guests.Count);
    }

    [Fact]
    public async Task What_the_server_left_out_stays_out()
    {
        _server.Guests.Replies(Reply.Json(201, """{"id":"g-7","token":"t0ken"}"""));
        await RunAsync(Row(1));

        Assert.Equal(
            new Guest("g-7", "Guest 1", "guest1@example.com", "t0ken", CreatedDate: null, UpdatedDate: null, SelfUri: null), (await RunAsync(Row(1))).Guest);
    }

    [Fact]
    public async Task A_row_whose_answer_never_came_says_so_under_its_new_number()
    {
        await RunUntilAsync("Sending", Row(5));

        GenesysException error = (await RunAsync(Row(5) with { Number = 77 })).Error!;

        Assert.Equal(ErrorId.GuestOutcomeUnknown, error.ErrorId);
        Assert.Equal(
            "Row 77: In an earlier run, this row was sent as row 5, but that run ended before a response was received. The guest may exist. The row was not sent again.", error.Message);
        AssertLookUp(error);
    }

    [Fact]
    public async Task A_row_whose_answer_was_no_guest_says_so_under_its_new_number()
    {
        _server.Guests.Replies(Reply.Of(201));
        await RunAsync(Row(5));

        GenesysException error = (await RunAsync(Row(5) with { Number = 77 })).Error!;

        Assert.Equal(ErrorId.UnexpectedResponse, error.ErrorId);
        Assert.Equal("Row 77: In an earlier run, this row was sent as row 5, but no usable response was received. The guest may exist. The row was not sent again.", error.Message);
        AssertLookUp(error);
    }

    [Fact]
    public async Task A_row_that_waited_when_the_run_ended_is_sent_again()
    {
        await RunUntilAsync("Waiting", Row(1));
        int before = _server.Guests.Count;

        GuestOutcome resumed = await RunAsync(Row(1));

        Assert.NotNull(resumed.Guest);
        Assert.Equal(before + 1, _server.Guests.Count);
    }

    [Fact]
    public async Task An_unknown_row_that_was_sent_again_and_refused_for_now_is_no_longer_unknown()
    {
        _server.Guests.Replies(Reply.Lost);
        await RunAsync(Row(1));
        string[] before = await File.ReadAllLinesAsync(_options.JournalPath!);

        await RunUntilAsync("Waiting", Row(1), retryUnknown: true);

        Assert.True((await File.ReadAllLinesAsync(_options.JournalPath!)).Length > before.Length);
        Assert.NotNull((await RunAsync(Row(1))).Guest);
    }

    [Theory]
    [InlineData(422, null, "content")] // was not created: the same would be refused again
    [InlineData(201, null, "content")] // was created, and its token is lost
    [InlineData(422, "17", "identity")]
    public async Task A_later_row_of_the_same_run_is_told_what_became_of_the_first_and_what_to_do(int status, string? identity, string same)
    {
        _server.Guests.Replies(Reply.GenesysError(status, "bad.guest", "A \\\"quoted\\\" reason"));
        GuestRow row = Row(5) with { Identity = identity };
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, _options);
        GenesysException first = (await OneAsync(provisioner, row)).Error!;

        GenesysException second = (await OneAsync(provisioner, row with { Number = 6 })).Error!;

        Assert.Equal((first.ErrorId, first.Remedy), (second.ErrorId, second.Remedy));
        Assert.NotEmpty(first.Remedy);
        Assert.Equal(first.Message.Replace("Row 5: ", $"Row 6: It has the same {same} as row 5. ", StringComparison.Ordinal), second.Message);
        Assert.Equal(1, _server.Guests.Count);
    }

    private static void AssertLookUp(GenesysException error) => Assert.Equal(
        "Look up the guest in Genesys Cloud. If it does not exist, run again with the same journal and send unknown rows again. Use -RetryUnknown.", error.AtThePrompt());

    private static GuestRow Row(int number) => ManyRows.Make(number).Last();

    private static async Task<GuestOutcome> OneAsync(GuestProvisioner provisioner, GuestRow row)
    {
        Assert.True(provisioner.TryAdd(row));
        Assert.True(await provisioner.WaitAsync());
        Assert.True(provisioner.TryTake(out GuestOutcome? outcome));
        return outcome;
    }

    private async Task<GuestOutcome> RunAsync(GuestRow row, bool retryUnknown = false)
    {
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, _options with { RetryUnknown = retryUnknown });
        (List<GuestOutcome> outcomes, Exception? end) = await _server.Clock.RunAsync(provisioner.CollectAsync([row]));
        Assert.Null(end);
        return Assert.Single(outcomes);
    }

    /// <summary>A run that was killed when it had just written that: what it wrote afterwards is cut off.</summary>
    private async Task RunUntilAsync(string state, GuestRow row, bool retryUnknown = false)
    {
        _server.Guests.Replies(Reply.Of(503), Reply.Guest());
        await RunAsync(row, retryUnknown);
        string[] lines = await File.ReadAllLinesAsync(_options.JournalPath!);
        int last = Array.FindIndex(lines, line => line.StartsWith($"{{\"state\":\"{state}\"", StringComparison.Ordinal));
        Assert.InRange(last, 1, lines.Length - 2);
        await File.WriteAllTextAsync(_options.JournalPath!, string.Concat(lines.Take(last + 1).Select(line => line + "\n")));
    }
}
