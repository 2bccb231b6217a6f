using GenesysGuest.Tests.Core.Resilience;
using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>A second run with the same journal.</summary>
public sealed class ResumeTests : IDisposable
{
    private const int Rows = 30;

    private readonly TempFolder _folder = new();
    private readonly ScriptedServer _server = new();
    private readonly ProvisioningOptions _options;

    public ResumeTests()
    {
        _options = new ProvisioningOptions { JournalPath = _folder.File("run.jsonl"), MaxRetryCount = 0 };
        _server.Guests.Answers(Reply.Guest);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Guests_come_from_the_journal_as_they_came_from_the_server()
    {
        Finished first = await RunAsync();

        Finished second = await RunAsync();

        Assert.Equal(Rows, _server.Guests.Count);
        Assert.Equal(ByRow(first), ByRow(second));
        Assert.Equal(new DateTimeOffset(2030, 1, 2, 12, 0, 0, 123, TimeSpan.Zero), second.Guests.First().CreatedDate);

        static IEnumerable<Guest?> ByRow(Finished finished) => finished.Outcomes.OrderBy(outcome => outcome.Row.Number).Select(outcome => outcome.Guest);
    }

    [Fact]
    public async Task Rows_are_known_by_their_content_wherever_they_stand()
    {
        Finished first = await RunAsync();

        Finished second = await RunAsync(rows: GeneratedRows.Take(Rows).Reverse().Select((row, index) => row with { Number = 100 + index, Source = row.Number }));

        Assert.Equal(Rows, _server.Guests.Count);
        Assert.All(second.Outcomes, outcome => Assert.Equal(first.Outcomes.Single(o => o.Row.Number == (long)outcome.Row.Source!).Guest, outcome.Guest));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Rows_that_failed_are_sent_again(int status)
    {
        _server.Guests.Answers((request, index) => index % 10 == 3 ? Reply.Of(status, ("Retry-After", "0")) : Reply.Guest(request, index));
        Finished first = await RunAsync();
        Assert.Equal(Rows - 3, first.Guests.Count());

        _server.Guests.Answers(Reply.Guest);
        Finished second = await RunAsync();

        Assert.Empty(second.Errors);
        Assert.Equal(Rows + 3, _server.Guests.Count);
        Assert.Equal(first.Outcomes.Where(o => o.Error is not null).Select(o => o.Row.Request.Email).Order(), _server.Guests.Requests.Skip(Rows).Select(request => request.Email).Order());
    }

    [Theory]
    [InlineData(ErrorId.UnexpectedResponse)]
    [InlineData(ErrorId.GuestOutcomeUnknown)]
    public async Task Rows_whose_guest_may_exist_are_reported_each_time_and_sent_only_on_request(ErrorId error)
    {
        Reply bad = error == ErrorId.UnexpectedResponse ? Reply.Of(200) : Reply.Lost;
        _server.Guests.Answers((request, index) => index % 10 == 3 ? bad : Reply.Guest(request, index));
        IReadOnlyList<long> unknown = (await RunAsync()).RowsWith(error);
        Assert.Equal(3, unknown.Count);
        _server.Guests.Answers(Reply.Guest);

        for (int again = 0; again < 2; again++)
        {
            Finished second = await RunAsync();
            Assert.Equal(unknown, second.RowsWith(error));
            Assert.All(second.Outcomes.Where(o => o.Error is not null), outcome =>
            {
                Assert.StartsWith($"Row {outcome.Row.Number}: In an earlier run, this row was sent as row {outcome.Row.Number}, but no usable response was received", outcome.Error!.Message, StringComparison.Ordinal);
                Assert.Contains("-RetryUnknown", outcome.Error.AtThePrompt(), StringComparison.Ordinal);
                Assert.True(((ProvisioningException)outcome.Error).IsUnknown);
            });
            Assert.Equal(Rows, _server.Guests.Count);
        }

        Assert.Empty((await RunAsync(_options with { RetryUnknown = true })).Errors);
        Assert.Equal(Rows + 3, _server.Guests.Count);
        Assert.Empty((await RunAsync()).Errors);
        Assert.Equal(Rows + 3, _server.Guests.Count);
    }

    [Fact]
    public async Task A_file_with_more_rows_sends_only_those_that_are_new()
    {
        await RunAsync();

        Finished second = await RunAsync(rows: GeneratedRows.Take(Rows + 5));

        Assert.Equal(Rows + 5, second.Guests.Count());
        Assert.Equal(Rows + 5, _server.Guests.Count);
    }

    private async Task<Finished> RunAsync(ProvisioningOptions? options = null, IEnumerable<GuestRow>? rows = null)
    {
        using Connection connection = _server.Connect(out Traffic traffic);
        return await _server.Clock.PassAsync(Task.Run(() => Finished.RunAsync(connection, rows ?? GeneratedRows.Take(Rows), options ?? _options)), traffic);
    }
}
