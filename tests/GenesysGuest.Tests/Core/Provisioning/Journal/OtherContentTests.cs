using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>The same people with other content, and rows that are recognized by a key of their own.</summary>
public sealed class OtherContentTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ScriptedServer _server = new();
    private readonly List<Diagnostic> _told = [];
    private readonly ProvisioningOptions _options;

    public OtherContentTests()
    {
        _options = new ProvisioningOptions { JournalPath = _folder.File("run.jsonl"), Log = _told.Add };
        _server.Guests.Answers(Reply.Guest);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Who_is_made_again_with_other_content_is_told_of_once_and_counted()
    {
        await RunAsync(Row(1, "ada", "gold"), Row(2, "bob", "gold"), Row(3, "cyd", "gold"));

        await RunAsync(Row(1, "ADA", "silver"), Row(2, "bob", "gold"), Row(3, "cyd", "silver"));

        Assert.Equal(5, _server.Guests.Count);
        Diagnostic warning = Assert.Single(_told, diagnostic => diagnostic.Level == DiagnosticLevel.Warning);
        Assert.StartsWith("2 of the rows that were sent have addresses that are already in the journal with different content", warning.Message, StringComparison.Ordinal);
        Assert.Contains("rows 1, 3.", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_sent_twice_counts_once()
    {
        await RunAsync(Row(1, "ada", "gold"));
        _server.Guests.Answers((request, index) => index == 0 ? Reply.Of(429) : Reply.Guest(request, index));

        await _server.Clock.RunAsync(RunAsync(Row(1, "ada", "silver")));

        Assert.Equal(3, _server.Guests.Count);
        Assert.StartsWith("1 of the rows that were sent has an address", Assert.Single(_told, diagnostic => diagnostic.Level == DiagnosticLevel.Warning).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_not_made_before_is_not_told_of()
    {
        _server.Guests.Replies(Reply.Of(400));
        await RunAsync(Row(1, "ada", "gold"));
        _server.Guests.Answers(Reply.Guest);

        await RunAsync(Row(1, "ada", "silver"));

        Assert.DoesNotContain(_told, diagnostic => diagnostic.Level == DiagnosticLevel.Warning);
    }

    [Fact]
    public async Task Nobody_is_told_of_in_a_first_run()
    {
        await RunAsync(Row(1, "ada", "gold"), Row(2, "ada", "silver"));

        Assert.DoesNotContain(_told, diagnostic => diagnostic.Level == DiagnosticLevel.Warning);
    }

    [Fact]
    public async Task A_row_with_a_key_of_its_own_is_recognized_whatever_else_it_says()
    {
        ProvisioningOptions byKey = _options with { IdentityColumn = "CrmId" };
        Finished first = await RunAsync(byKey, Row(1, "ada", "gold") with { Identity = "c-1" });

        Finished second = await RunAsync(byKey, Row(1, "ada.lovelace", "silver") with { Identity = "c-1" }, Row(2, "ada", "gold") with { Identity = "c-2" });

        Assert.Equal(2, _server.Guests.Count);
        Assert.Equal(first.Guests.Single().Token, second.Outcomes.Single(outcome => outcome.Row.Number == 1).Guest?.Token);
    }

    [Theory]
    [InlineData(null, "CrmId", "identifies rows by their content, but this run identifies them by their column 'CrmId'")]
    [InlineData("CrmId", null, "identifies rows by their column 'CrmId', but this run identifies them by their content")]
    [InlineData("CrmId", "Login", "identifies rows by their column 'CrmId', but this run identifies them by their column 'Login'")]
    public async Task A_journal_is_bound_to_how_its_rows_are_recognized(string? before, string? after, string fault)
    {
        await RunAsync(_options with { IdentityColumn = before }, Row(1, "ada", "gold") with { Identity = before is null ? null : "c-1" });
        using Connection connection = _server.Connect();

        GenesysException error = await Assert.ThrowsAsync<GenesysException>(() => GuestProvisioner.OpenAsync(connection, _options with { IdentityColumn = after }));

        Assert.Equal(ErrorId.JournalUnusable, error.ErrorId);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_never_taken_for_content()
    {
        await RunAsync(Row(1, "ada", "gold"));
        using Connection connection = _server.Connect();

        Finished finished = await Finished.RunAsync(connection, [Row(1, "ada", "gold") with { Identity = "ada" }], _options);

        Assert.Equal(2, _server.Guests.Count);
        Assert.Single(finished.Guests);
    }

    [Theory]
    [InlineData("Zoë O'Brien <&+>\"\\/\u2028\U0001F389")]
    [InlineData("\u0007\ud83d\ude00\u00a0")]
    public void Identity_does_not_depend_on_how_JSON_escapes_a_character(string text)
    {
        GuestRow row = new(1, new GuestRequest("Ada", "ada@example.com", new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = text }));

        Assert.Equal(
            GenesysGuest.Provisioning.Journal.RowIdentity.Of("Ada", "ada@example.com", "note", text), GenesysGuest.Guests.GuestTarget.Instance.IdentityOf(row));
    }

    private static GuestRow Row(long number, string who, string tier) =>
        new(number, new GuestRequest("Guest", $"{who}@example.com", new Dictionary<string, string>(StringComparer.Ordinal) { ["tier"] = tier }));

    private Task<Finished> RunAsync(params GuestRow[] rows) => RunAsync(_options, rows);

    private async Task<Finished> RunAsync(ProvisioningOptions options, params GuestRow[] rows)
    {
        using Connection connection = _server.Connect();
        return await Finished.RunAsync(connection, rows, options);
    }
}
