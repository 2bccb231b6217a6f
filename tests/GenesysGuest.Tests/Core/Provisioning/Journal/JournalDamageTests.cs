using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using GenesysGuest.Guests;
using GenesysGuest.Provisioning;
using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>A journal of which the end, or something in the middle, is missing.</summary>
public sealed partial class JournalDamageTests : IAsyncLifetime, IDisposable
{
    private const int Rows = 25;
    private const int Positions = 200;

    private readonly TempFolder _folder = new();
    private readonly ScriptedServer _server = new();
    private readonly List<string> _warnings = [];
    private string _path = "";
    private byte[] _journal = [];

    public async Task InitializeAsync()
    {
        _path = _folder.File("run.jsonl");
        _server.Guests.Answers((request, index) => (index % 8) switch
        {
            3 => Reply.Of(400),
            5 => Reply.Of(200), // no guest in it
            _ => Reply.Guest(request, index),
        });
        using Connection connection = _server.Connect();
        await Finished.RunAsync(connection, GeneratedRows.Take(Rows), new ProvisioningOptions { JournalPath = _path });
        _journal = await File.ReadAllBytesAsync(_path);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_last_line_that_is_torn_at_any_byte_is_cut_off_and_the_lines_before_it_hold()
    {
        int last = Array.LastIndexOf(_journal, (byte)'\n', _journal.Length - 2) + 1;
        for (int length = last; length <= _journal.Length; length++)
        {
            await AssertHoldsAsync(_journal[..length]);
        }
    }

    [Fact]
    public async Task A_journal_that_ends_at_any_of_200_bytes_holds_up_to_its_last_whole_line()
    {
        Random dice = new(1);
        for (int i = 0; i < Positions; i++)
        {
            await AssertHoldsAsync(_journal[..dice.Next(1, _journal.Length)]);
        }
    }

    [Fact]
    public async Task A_last_line_that_lacks_only_its_line_feed_is_kept_and_nothing_is_said()
    {
        await AssertHoldsAsync(_journal[..^1]);

        Assert.Equal(_journal, await File.ReadAllBytesAsync(_path));
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(100_000)] // more than is read at once
    public async Task Zeros_at_its_end_are_cut_off_and_what_is_lost_is_said(int zeros)
    {
        await AssertHoldsAsync([.. _journal, .. new byte[zeros]]);

        string warning = Assert.Single(_warnings);
        Assert.Contains($"ended in {zeros:N0} zero bytes", warning, StringComparison.Ordinal);
        Assert.EndsWith("0 rows whose last entry is 'Sending' are unknown as a result.", warning, StringComparison.Ordinal);
        Assert.Equal(_journal, await File.ReadAllBytesAsync(_path));
    }

    [Fact]
    public async Task Zeros_in_the_place_of_the_last_line_leave_its_row_unknown_and_that_is_said()
    {
        int last = Array.LastIndexOf(_journal, (byte)'\n', _journal.Length - 2) + 1;
        int middle = (last + _journal.Length) / 2;

        await AssertHoldsAsync([.. _journal[..middle], .. new byte[4096]]);

        Assert.Matches("[1-9][0-9]* rows? whose last entry is 'Sending' (is|are) unknown as a result.$", Assert.Single(_warnings));
    }

    [Fact]
    public async Task Zeros_behind_a_line_that_lacks_its_line_feed_do_not_cost_the_line()
    {
        await AssertHoldsAsync([.. _journal[..^1], .. new byte[4096]]);

        Assert.Equal(_journal, await File.ReadAllBytesAsync(_path));
    }

    [Fact]
    public async Task Damage_in_a_line_before_the_last_costs_that_line_alone_and_is_said()
    {
        int first = Array.IndexOf(_journal, (byte)'\n') + 1;
        Random dice = new(2);
        int last = Array.LastIndexOf(_journal, (byte)'\n', _journal.Length - 2);
        for (int i = 0; i < Positions; i++)
        {
            byte[] damaged = [.. _journal];
            damaged[dice.Next(first, last)] = 0; // what a disk leaves where a write was lost; in JSON it stands nowhere

            await AssertHoldsAsync(damaged);

            Assert.Contains("is damaged on line", Assert.Single(_warnings), StringComparison.Ordinal);
            Assert.Equal(damaged, await File.ReadAllBytesAsync(_path));
            _warnings.Clear();
        }
    }

    [Fact]
    public async Task Damage_in_its_first_line_is_refused_and_the_file_left_as_it_is()
    {
        int first = Array.IndexOf(_journal, (byte)'\n');
        for (int at = 0; at < first; at++)
        {
            byte[] damaged = [.. _journal];
            damaged[at] = 0;
            await File.WriteAllBytesAsync(_path, damaged);

            Assert.Equal(ErrorId.JournalUnusable, (await Assert.ThrowsAsync<GenesysException>(OpenAsync)).ErrorId);

            Assert.Equal(damaged, await File.ReadAllBytesAsync(_path));
        }
    }

    [Fact]
    public async Task A_row_of_which_only_a_damaged_line_tells_is_unknown()
    {
        RowIdentity identity = GuestTarget.Instance.IdentityOf(GeneratedRows.Row(1));
        await WriteAsync($$"""{"state":"Created","identity":"{{identity}}","row":1,"at":"2030-01-02T12:00:00Z","guest":{"id":"id-0","tok""");

        using ProvisioningJournal journal = await OpenAsync();

        Assert.False(journal.Admit(GeneratedRows.Row(1), identity, out Verdict? verdict));
        Assert.Equal(ErrorId.GuestOutcomeUnknown, verdict?.Error?.ErrorId);
        Assert.Equal("Row 1: The journal entry of an earlier run for this row is damaged. The guest may exist. The row was not sent again.", verdict?.Error?.Message);
        Assert.EndsWith("is damaged on line 2. The rows on these lines are unknown.", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_that_a_whole_line_tells_of_is_not_lost_to_a_damaged_line()
    {
        RowIdentity identity = GuestTarget.Instance.IdentityOf(GeneratedRows.Row(1));
        await WriteAsync($$$"""
            {"state":"Created","identity":"{{{identity}}}","row":1,"at":"2030-01-02T12:00:00Z","guest":{"id":"g-1","name":"A","email":"a@b","token":"t-1"}}
            {"state":"Created","identity":"{{{identity}}}","row":1,"at":"2030-01-02T12:00:00Z","guest":{"id":"g-2","name":"A","email":"a@b","token":"t-2"}}
            {"state":"Sending","identity":"{{{identity}}}","row":1,"at
            """);

        using ProvisioningJournal journal = await OpenAsync();

        Assert.False(journal.Admit(GeneratedRows.Row(1), identity, out Verdict? verdict));
        Assert.Equal("t-2", (verdict?.Result as Guest)?.Token);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("{\"state\":\"Failed\",\"identity\":\"1\",\"row\":1}")]
    public async Task Of_a_line_in_which_no_row_can_be_recognized_it_is_said_that_a_row_may_be_forgotten(string line)
    {
        await WriteAsync(line);

        using ProvisioningJournal journal = await OpenAsync();

        string warning = Assert.Single(_warnings);
        Assert.Contains("is damaged on line 2. The row cannot be identified on 1 of these lines", warning, StringComparison.Ordinal);
        Assert.Contains("will be sent, although its guest may exist", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"state\":\"Created\",\"identity\":\"00000000000000000000000000000000\",\"row\":1}")]
    [InlineData("{\"state\":\"Created\",\"identity\":\"00000000000000000000000000000000\",\"row\":1,\"guest\":{\"id\":\"1\"}}")]
    [InlineData("{\"state\":\"Lost\",\"identity\":\"00000000000000000000000000000000\",\"row\":1}")]
    [InlineData("{\"state\":\"Failed\",\"identity\":\"00000000000000000000000000000000\",\"row\":\"1\"}")]
    [InlineData("{\"state\":\"7\",\"identity\":\"00000000000000000000000000000000\",\"row\":1}")]
    public async Task A_whole_line_that_says_nothing_usable_of_a_row_leaves_it_unknown(string line)
    {
        await WriteAsync(line);

        using ProvisioningJournal journal = await OpenAsync();

        Assert.False(journal.Admit(GeneratedRows.Row(1), new RowIdentity(Guid.Empty), out Verdict? verdict));
        Assert.Equal(ErrorId.GuestOutcomeUnknown, verdict?.Error?.ErrorId);
    }

    [Fact]
    public async Task Of_many_damaged_lines_the_first_are_named()
    {
        await WriteAsync(string.Join('\n', Enumerable.Repeat("{}", 1_000)));

        using ProvisioningJournal journal = await OpenAsync();

        Assert.Contains("is damaged on lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21 and 980 more. ", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    /// <summary>A journal of its first line and these.</summary>
    private Task WriteAsync(string lines) =>
        File.WriteAllBytesAsync(_path, [.. _journal[..(Array.IndexOf(_journal, (byte)'\n') + 1)], .. Encoding.UTF8.GetBytes(lines), (byte)'\n']);

    /// <summary>Every row is what the last line about it says that can be read, or unknown if a damaged line names it later.</summary>
    private async Task AssertHoldsAsync(byte[] content)
    {
        await File.WriteAllBytesAsync(_path, content);
        string[] texts = Encoding.UTF8.GetString(content).TrimEnd('\0').Split('\n');
        List<string> kept = [];
        Dictionary<string, JsonElement?> expected = [];
        for (int i = 0; i < texts.Length; i++)
        {
            JsonElement? line = Parse(texts[i]);
            if (line is not null)
            {
                kept.Add(texts[i]);
            }

            bool isTorn = line is null && i == texts.Length - 1;
            if (i > 0 && !isTorn && Identity().Match(texts[i]) is { Success: true } identity)
            {
                bool isReadable = line is not null && line.Value.TryGetProperty("state", out _) && line.Value.TryGetProperty("row", out _);
                expected[identity.Groups["identity"].Value] = isReadable ? line : null;
            }
        }

        using (ProvisioningJournal journal = await OpenAsync())
        {
            foreach (GuestRow row in GeneratedRows.Take(Rows))
            {
                RowIdentity identity = GuestTarget.Instance.IdentityOf(row);
                bool isSent = journal.Admit(row, identity, out Verdict? verdict);
                if (!expected.TryGetValue(identity.ToString(), out JsonElement? line))
                {
                    Assert.True(isSent);
                    continue;
                }

                switch (line?.GetProperty("state").GetString())
                {
                    case "Created":
                        Assert.Equal(line.Value.GetProperty("guest").GetProperty("token").GetString(), (verdict?.Result as Guest)?.Token);
                        break;
                    case null or "Sending":
                        Assert.Equal(ErrorId.GuestOutcomeUnknown, verdict?.Error?.ErrorId);
                        break;
                    case "Unknown":
                        Assert.Equal(ErrorId.UnexpectedResponse, verdict?.Error?.ErrorId);
                        break;
                    default:
                        Assert.True(isSent);
                        break;
                }

                Assert.Equal(isSent, verdict is null);
            }
        }

        // What was torn is gone for good; a file without one whole line begins anew.
        if (texts.SkipLast(1).All(text => Parse(text) is not null))
        {
            byte[] first = _journal[..(Array.IndexOf(_journal, (byte)'\n') + 1)];
            Assert.Equal(kept.Count == 0 ? first : Encoding.UTF8.GetBytes(string.Concat(kept.Select(text => text + "\n"))), await File.ReadAllBytesAsync(_path));
        }
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("\"identity\":\"(?<identity>[0-9a-f]{32})\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Identity();

    private Task<ProvisioningJournal> OpenAsync() => ProvisioningJournal.OpenAsync(
        _path,
        GuestTarget.Instance,
        new JournalOwner(new Uri("https://usw2.pure.cloud/api/v2/externalusers/guests"), ClientId: null, OrganizationId: null),
        new ProvisioningOptions { Log = diagnostic => _warnings.Add(diagnostic.Message) },
        new ManualClock(),
        CancellationToken.None);
}
