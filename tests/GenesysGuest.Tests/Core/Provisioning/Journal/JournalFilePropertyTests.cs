using System.Text;
using CsCheck;
using GenesysGuest.Guests;
using GenesysGuest.Provisioning;
using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>Whatever happens to the bytes of a journal: what can be read counts, and no row is sent again that may have become a guest.</summary>
public sealed class JournalFilePropertyTests : IDisposable
{
    private const int Rows = 6;

    private static readonly JournalOwner Owner = new(GenesysEnvironment.Parse("usw2.pure.cloud").GuestsUri, ClientId: null, OrganizationId: null);

    private static readonly GuestRow[] AllRows = [.. GeneratedRows.Take(Rows)];

    private static readonly RowIdentity[] Identities = [.. AllRows.Select(GuestTarget.Instance.IdentityOf)];

    /// <summary>Every row is sent, and of each it is written what became of it, one row's lines among the others'.</summary>
    private static readonly byte[] Journal =
    [
        .. new JournalHeader("", "guest", Owner).ToBytes(),
        .. Enumerable.Range(0, Rows + 2).SelectMany(step => (byte[])
        [
            .. step < Rows ? Written(new(JournalState.Sending, Identities[step], step + 1)) : [],
            .. step >= 2 ? Written(new(JournalState.Created, Identities[step - 2], step - 1, GuestOf(step - 2))) : [],
        ]),
    ];

    private static readonly int HeaderLength = Array.IndexOf(Journal, (byte)'\n') + 1;

    private readonly TempFolder _folder = new();

    private int _files;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task One_byte_that_is_not_what_it_was_costs_no_more_than_its_line_and_sends_no_guests_row_again() => await Gen.Select(Gen.Int[HeaderLength, Journal.Length - 1], Gen.Byte).SampleAsync(
        async (at, value) =>
        {
            byte[] damaged = [.. Journal];
            damaged[at] = value;

            Dictionary<RowIdentity, Verdict?> found = await OpenAsync(damaged);

            int lost = 0;
            for (int row = 0; row < Rows; row++)
            {
                Verdict? verdict = found[Identities[row]];
                Assert.NotNull(verdict); // else it would be sent
                lost += verdict.Value.Result is null ? 1 : 0;
                Assert.True(verdict.Value.Result is not null || verdict.Value.Error?.ErrorId == ErrorId.GuestOutcomeUnknown);
            }

            Assert.InRange(lost, 0, 2); // two lines became one, where it was the line feed between them
        },
        iter: 400,
        threads: 2);

    [Fact]
    public async Task A_journal_that_was_cut_anywhere_holds_what_it_held_until_there() => await Gen.Int[0, Journal.Length].SampleAsync(
        async length =>
        {
            Dictionary<RowIdentity, Verdict?> found = await OpenAsync(Journal[..length]);

            string kept = Encoding.UTF8.GetString(Journal, 0, length);
            for (int row = 0; row < Rows; row++)
            {
                Verdict? verdict = found[Identities[row]];
                string ofRow = $"\"identity\":\"{Identities[row]}\"";
                string[] lines = [.. kept.Split('\n').Where(line => line.EndsWith('}') && line.Count(c => c == '{') == line.Count(c => c == '}') && line.Contains(ofRow, StringComparison.Ordinal))];
                Assert.Equal(lines.Length > 0, verdict is not null);
                Assert.Equal(lines.Length > 1 ? GuestOf(row) : null, verdict?.Result);
            }
        },
        iter: 200,
        threads: 2);

    [Fact]
    public async Task A_journal_in_any_disorder_is_read_for_what_is_in_it_or_refused_as_none() => await Outside.Mutated(Gen.Const(Journal)).SampleAsync(
        async damaged =>
        {
            try
            {
                Dictionary<RowIdentity, Verdict?> found = await OpenAsync(damaged);

                string text = Encoding.UTF8.GetString(damaged);
                for (int row = 0; row < Rows; row++)
                {
                    if (found[Identities[row]] is { } verdict)
                    {
                        Assert.Contains(Identities[row].ToString(), text, StringComparison.OrdinalIgnoreCase);
                        Assert.True(verdict.Result is null || text.Contains($"\"token\":\"{((Guest)verdict.Result).Token}\"", StringComparison.Ordinal));
                    }
                }
            }
            catch (GenesysException refused)
            {
                Assert.Equal(ErrorId.JournalUnusable, refused.ErrorId);
            }
        },
        iter: 400,
        threads: 2);

    [Fact]
    public void Any_bytes_are_read_in_lines_that_are_whole_and_know_where_they_begin() => Gen.Select(
        Gen.OneOf(Outside.Bytes, Outside.Mutated(Gen.Const(Journal))).Array[0, 4], Gen.Int[1, 300], Gen.Int[0, 100_000]).Sample(
        (parts, times, zeros) =>
        {
            byte[] content = [.. Enumerable.Repeat(parts, Math.Min(times, 1 + (300_000 / (1 + parts.Sum(part => part.Length))))).SelectMany(all => all).SelectMany(part => part)];
            string path = NewFile();
            File.WriteAllBytes(path, [.. content, .. new byte[zeros]]);
            using FileStream stream = File.OpenRead(path);

            long end = JournalReader.EndOfContent(stream);
            Assert.Equal(Array.FindLastIndex(content, b => b != 0) + 1, end);

            long next = 0;
            bool isLast = false;
            foreach ((ReadOnlyMemory<byte> line, long offset, bool whole) in JournalReader.Read(stream, end))
            {
                Assert.False(isLast);
                Assert.Equal(next, offset);
                Assert.True(line.Span.SequenceEqual(content.AsSpan((int)offset, line.Length)));
                Assert.Equal(-1, line.Span.IndexOf((byte)'\n'));
                next = offset + line.Length + (whole ? 1 : 0);
                isLast = !whole;
            }

            Assert.Equal(end, next);
        },
        iter: 100,
        threads: 2);

    private static byte[] Written(JournalEntry entry) => entry.ToBytes(GuestTarget.Instance, DateTimeOffset.UnixEpoch);

    private static Guest GuestOf(int row) => new($"id-{row}", AllRows[row].Request.Name, AllRows[row].Request.Email, $"token-{row}", CreatedDate: null, UpdatedDate: null, SelfUri: null);

    private string NewFile() => _folder.File($"{Interlocked.Increment(ref _files)}.jsonl");

    /// <summary>What a journal says of each row; null: it is to be sent.</summary>
    private async Task<Dictionary<RowIdentity, Verdict?>> OpenAsync(byte[] bytes)
    {
        string path = NewFile();
        await File.WriteAllBytesAsync(path, bytes);
        try
        {
            using ProvisioningJournal journal = await ProvisioningJournal.OpenAsync(path, GuestTarget.Instance, Owner, new ProvisioningOptions(), new ManualClock(), CancellationToken.None);
            Dictionary<RowIdentity, Verdict?> found = [];
            for (int row = 0; row < Rows; row++)
            {
                bool isSent = journal.Admit(AllRows[row], Identities[row], out Verdict? verdict);
                Assert.Equal(isSent, verdict is null);
                found[Identities[row]] = verdict;
            }

            return found;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
