using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using GenesysGuest.Guests;
using GenesysGuest.Provisioning;
using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Tests.JournalRun;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>A journal of which the end, or something in the middle, is missing.</summary>
public sealed partial class JournalDamageTests : IAsyncLifetime, IDisposable
{
    private const int Positions = 200;

    private readonly JournalUnderTest _file = new();

    public Task InitializeAsync() => _file.WriteAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_last_line_that_is_torn_at_any_byte_is_cut_off_and_the_lines_before_it_hold()
    {
        int last = Array.LastIndexOf(_file.Whole, (byte)'\n', _file.Whole.Length - 2) + 1;
        for (int length = last; length <= _file.Whole.Length; length++)
        {
            await AssertHoldsAsync(_file.Whole[..length]);
        }
    }

    [Fact]
    public async Task A_journal_that_ends_at_any_of_200_bytes_holds_up_to_its_last_whole_line()
    {
        Random dice = new(1);
        for (int i = 0; i < Positions; i++)
        {
            await AssertHoldsAsync(_file.Whole[..dice.Next(1, _file.Whole.Length)]);
        }
    }

    [Fact]
    public async Task What_is_lost_with_a_torn_line_is_said()
    {
        await AssertHoldsAsync(_file.Whole[..^5]);

        Assert.Contains("ended in the middle of a line, as after a crash. The damaged end was removed, and the last entries are lost.", Assert.Single(_file.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_last_line_that_lacks_only_its_line_feed_is_kept_and_nothing_is_said()
    {
        await AssertHoldsAsync(_file.Whole[..^1]);

        Assert.Equal(_file.Whole, await File.ReadAllBytesAsync(_file.Path));
        Assert.Empty(_file.Warnings);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(100_000)] // more than is read at once
    public async Task Zeros_at_its_end_are_cut_off_and_what_is_lost_is_said(int zeros)
    {
        await AssertHoldsAsync([.. _file.Whole, .. new byte[zeros]]);

        string warning = Assert.Single(_file.Warnings);
        Assert.Contains($"ended in {zeros:N0} zero bytes", warning, StringComparison.Ordinal);
        Assert.EndsWith("0 rows whose last entry is 'Sending' are unknown as a result.", warning, StringComparison.Ordinal);
        Assert.Equal(_file.Whole, await File.ReadAllBytesAsync(_file.Path));
    }

    [Fact]
    public async Task Zeros_in_the_place_of_the_last_line_leave_its_row_unknown_and_that_is_said()
    {
        int last = Array.LastIndexOf(_file.Whole, (byte)'\n', _file.Whole.Length - 2) + 1;
        int middle = (last + _file.Whole.Length) / 2;

        await AssertHoldsAsync([.. _file.Whole[..middle], .. new byte[4096]]);

        Assert.Matches("[1-9][0-9]* rows? whose last entry is 'Sending' (is|are) unknown as a result.$", Assert.Single(_file.Warnings));
    }

    [Fact]
    public async Task Zeros_behind_a_line_that_lacks_its_line_feed_do_not_cost_the_line()
    {
        await AssertHoldsAsync([.. _file.Whole[..^1], .. new byte[4096]]);

        Assert.Equal(_file.Whole, await File.ReadAllBytesAsync(_file.Path));
    }

    [Fact]
    public async Task Damage_in_a_line_before_the_last_costs_that_line_alone_and_is_said()
    {
        int first = Array.IndexOf(_file.Whole, (byte)'\n') + 1;
        Random dice = new(2);
        int last = Array.LastIndexOf(_file.Whole, (byte)'\n', _file.Whole.Length - 2);
        for (int i = 0; i < Positions; i++)
        {
            byte[] damaged = [.. _file.Whole];
            damaged[dice.Next(first, last)] = 0; // what a disk leaves where a write was lost; in JSON it stands nowhere

            await AssertHoldsAsync(damaged);

            Assert.Contains("is damaged on line", Assert.Single(_file.Warnings), StringComparison.Ordinal);
            Assert.Equal(damaged, await File.ReadAllBytesAsync(_file.Path));
            _file.Warnings.Clear();
        }
    }

    [Fact]
    public async Task Damage_in_its_first_line_is_refused_and_the_file_left_as_it_is()
    {
        int first = Array.IndexOf(_file.Whole, (byte)'\n');
        for (int at = 0; at < first; at++)
        {
            byte[] damaged = [.. _file.Whole];
            damaged[at] = 0;
            await File.WriteAllBytesAsync(_file.Path, damaged);

            Assert.Equal(ErrorId.JournalUnusable, (await Assert.ThrowsAsync<GenesysException>(_file.OpenAsync)).ErrorId);

            Assert.Equal(damaged, await File.ReadAllBytesAsync(_file.Path));
        }
    }

    /// <summary>Every row is what the last line about it says that can be read, or unknown if a damaged line names it later.</summary>
    private async Task AssertHoldsAsync(byte[] content)
    {
        await File.WriteAllBytesAsync(_file.Path, content);
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

        using (ProvisioningJournal journal = await _file.OpenAsync())
        {
            foreach (GuestRow row in GeneratedRows.Take(JournalUnderTest.Rows))
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
                        Assert.Equal((ErrorId.GuestOutcomeUnknown, true), (verdict?.Error?.ErrorId, verdict?.Error?.IsUnknown));
                        break;
                    case "Unknown":
                        Assert.Equal((ErrorId.UnexpectedResponse, true), (verdict?.Error?.ErrorId, verdict?.Error?.IsUnknown));
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
            byte[] first = _file.FirstLine;
            Assert.Equal(kept.Count == 0 ? first : Encoding.UTF8.GetBytes(string.Concat(kept.Select(text => text + "\n"))), await File.ReadAllBytesAsync(_file.Path));
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
}
