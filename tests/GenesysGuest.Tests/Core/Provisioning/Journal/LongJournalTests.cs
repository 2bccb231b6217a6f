using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>A journal that is much longer than the buffer through which it is read.</summary>
public sealed class LongJournalTests : IDisposable
{
    private const int Count = 5_000;

    private readonly TempFolder _folder = new();
    private readonly ScriptedServer _server = new();
    private readonly ProvisioningOptions _options;

    public LongJournalTests()
    {
        _options = new ProvisioningOptions { JournalPath = _folder.File("run.jsonl"), ThrottleLimit = 128 };
        _server.Guests.Answers(Reply.Guest);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_guests_of_thousands_of_rows_come_back_each_to_its_own_row()
    {
        IReadOnlyDictionary<long, Guest?> first = await RunAsync(Count);
        Assert.Equal(Count, first.Values.Select(guest => guest!.Token).Distinct(StringComparer.Ordinal).Count());

        IReadOnlyDictionary<long, Guest?> second = await RunAsync(Count);

        Assert.Equal(first, second);
        Assert.All(second, row => Assert.Equal(GeneratedRows.Email(row.Key), row.Value!.Email));
        Assert.Equal(Count, _server.Guests.Count);
    }

    [Fact]
    public async Task A_run_that_goes_on_with_it_writes_behind_its_last_line()
    {
        await RunAsync(1_000);
        IReadOnlyDictionary<long, Guest?> second = await RunAsync(1_100);

        IReadOnlyDictionary<long, Guest?> third = await RunAsync(1_100);

        Assert.Equal(second, third);
        Assert.Equal(1_100, _server.Guests.Count);
        Assert.Equal(1 + (2 * 1_100), (await File.ReadAllLinesAsync(_options.JournalPath!)).Length);
    }

    [Theory]
    [InlineData(3_000)] // longer than the buffer for one line
    [InlineData(70_000)]
    [InlineData(140_000)]
    [InlineData(300_000)]
    public async Task A_guest_whose_line_is_longer_than_the_buffer_comes_back_and_so_do_those_behind_it(int length)
    {
        string token = string.Concat(Enumerable.Range(0, length / 10).Select(i => $"{i:0000000000}"));
        _server.Guests.Answers((request, index) => index == 1 ? Reply.Guest("long", token, request.Email) : Reply.Guest(request, index));
        IReadOnlyDictionary<long, Guest?> first = await RunAsync(4);
        Assert.Contains(first.Values, guest => guest!.Token.Length == length);

        Assert.Equal(first, await RunAsync(4));
        Assert.Equal(4, _server.Guests.Count);
    }

    /// <summary>The guest of each row.</summary>
    private async Task<IReadOnlyDictionary<long, Guest?>> RunAsync(int rows)
    {
        using Connection connection = _server.Connect();
        Finished finished = await Finished.RunAsync(connection, GeneratedRows.Take(rows), _options);
        Assert.Null(finished.End);
        return new SortedDictionary<long, Guest?>(finished.Outcomes.ToDictionary(outcome => outcome.Row.Number, outcome => outcome.Guest));
    }
}
