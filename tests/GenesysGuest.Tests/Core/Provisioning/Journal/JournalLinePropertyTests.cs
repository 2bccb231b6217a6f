using System.Text;
using System.Text.Json;
using CsCheck;
using GenesysGuest.Guests;
using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>Whatever a line of a journal holds: what was written in it, or nothing.</summary>
public sealed class JournalLinePropertyTests
{
    private static readonly Gen<Guest> Guest = Gen.Select(
        Outside.WellFormedText.Array[5], Gen.DateTimeOffset, Gen.DateTimeOffset, Gen.Bool,
        (texts, created, updated, isFull) => new Guest(texts[0], texts[1], texts[2], texts[3], isFull ? created : null, isFull ? updated : null, isFull ? texts[4] : null));

    private static readonly Gen<RowIdentity> Identity = Gen.Guid.Select(value => new RowIdentity(value));

    private static readonly Gen<JournalEntry> Entry = Gen.Select(Identity, Gen.Long, Gen.Bool).SelectMany((identity, row, mayExistTwice) => Gen.OneOf(
        Gen.Select(Gen.OneOf(JournalState.Sending, JournalState.Waiting), Gen.Nullable(Identity), (state, subject) => new JournalEntry(state, identity, row, Subject: subject)),
        Guest.Select(guest => new JournalEntry(JournalState.Created, identity, row, guest, MayExistTwice: mayExistTwice)),
        Gen.Select(Gen.OneOf(JournalState.Failed, JournalState.Unknown), Gen.Enum<ErrorId>(), Outside.WellFormedText, Outside.WellFormedText, (state, errorId, message, remedy) =>
            new JournalEntry(state, identity, row, Error: new ProvisioningException(errorId, message, remedy)))));

    private static readonly Gen<byte[]> Line = Gen.Select(Entry, Gen.DateTimeOffset, (entry, now) => entry.ToBytes(GuestTarget.Instance, now));

    private static readonly Gen<byte[]> Mutated = Gen.OneOf(
        Outside.Mutated(Line),
        Outside.Bytes,
        Gen.Select(Gen.OneOf(Gen.Enum<JournalState>().Array[1, 2].Select(states => string.Join(',', states)), Outside.Plain), Gen.OneOf(Gen.Enum<ErrorId>().Array[1, 2].Select(ids => string.Join(", ", ids)), Gen.Int.Select(id => $"{id}")), Identity)
            .SelectMany((state, error, identity) => Outside.JsonObject(
                ("\"state\"", JsonSerializer.Serialize(state)), ("\"identity\"", $"\"{identity}\""), ("\"row\"", "1"), ("\"error\"", $"\"{error}\""), ("\"guest\"", "{\"id\":\"1\",\"token\":\"t\"}")))
            .Select(Encoding.UTF8.GetBytes));

    [Fact]
    public void Any_entry_is_one_line_and_is_read_as_it_was_written() => Gen.Select(Entry, Gen.DateTimeOffset, Outside.Culture).Sample(
        (entry, now, culture) =>
        {
            byte[] line = Outside.In(culture, () => entry.ToBytes(GuestTarget.Instance, now));

            Assert.Equal(line.Length - 1, Array.IndexOf(line, (byte)'\n'));
            JournalEntry? read = Outside.In(culture, () => JournalEntry.Read(GuestTarget.Instance, line));
            Assert.Equal(entry with { Error = null }, read! with { Error = null });
            Assert.Equal((entry.Error?.ErrorId, entry.Error?.Reason, entry.Error?.Remedy), (read.Error?.ErrorId, read.Error?.Reason, read.Error?.Remedy));
            Assert.Equal([entry.Identity], JournalEntry.IdentitiesIn(line));
        },
        iter: 2000);

    [Fact]
    public void Any_bytes_are_an_entry_that_means_the_same_when_written_again_or_none() => Mutated.Sample(
        bytes =>
        {
            if (JournalEntry.Read(GuestTarget.Instance, bytes) is not { } entry)
            {
                return;
            }

            Assert.True(Enum.IsDefined(entry.State), $"{entry.State}");
            Assert.True(entry.Error is null || Enum.IsDefined(entry.Error.ErrorId), $"{entry.Error?.ErrorId}");
            Assert.Equal(entry.State == JournalState.Created, entry.Result is not null);
            JournalEntry? again = JournalEntry.Read(GuestTarget.Instance, entry.ToBytes(GuestTarget.Instance, DateTimeOffset.UnixEpoch));
            Assert.Equal((entry.State, entry.Identity, entry.Row, entry.Result, entry.Error?.ErrorId), (again!.State, again.Identity, again.Row, again.Result, again.Error?.ErrorId));
        },
        iter: 5000);

    [Fact]
    public void No_row_is_recognized_in_a_line_but_by_its_whole_identity() => Gen.OneOf(Mutated, Gen.Select(Mutated, Mutated, (one, other) => (byte[])[.. one, .. other])).Sample(
        bytes =>
        {
            string text = Encoding.Latin1.GetString(bytes);

            Assert.All(JournalEntry.IdentitiesIn(bytes), identity => Assert.Contains($"\"identity\":\"{identity}\"", text, StringComparison.OrdinalIgnoreCase));
        },
        iter: 3000);

    [Fact]
    public void A_first_line_is_taken_if_it_is_this_owners_and_refused_otherwise() => Gen.Select(
        Gen.Null(Outside.WellFormedText), Gen.Null(Outside.WellFormedText), Gen.Null(Outside.WellFormedText)).SelectMany((client, organization, column) =>
        {
            JournalOwner owner = new(GenesysEnvironment.Parse("usw2.pure.cloud").GuestsUri, client, organization, column);
            byte[] line = new JournalHeader("run.jsonl", "guest", owner).ToBytes();
            return Gen.Select(Gen.Const(owner), Gen.Const(line), Gen.OneOf(Outside.Mutated(Gen.Const(line)), Outside.Json.Select(Encoding.UTF8.GetBytes), Outside.Bytes));
        }).Sample(
        (owner, line, mutated) =>
        {
            JournalHeader header = new("run.jsonl", "guest", owner);
            Assert.Equal((byte)'\n', line[^1]);
            header.Check(line.AsMemory(0, line.Length - 1));
            try
            {
                header.Check(mutated);

                using JsonDocument taken = JsonDocument.Parse(mutated);
                Assert.Equal(owner.Address.AbsoluteUri, new Uri(taken.RootElement.GetProperty("guests").GetString()!).AbsoluteUri);
                Assert.True(JournalHeader.IsComplete(mutated));
            }
            catch (GenesysException refused)
            {
                Assert.Equal(ErrorId.JournalUnusable, refused.ErrorId);
                Secrecy.AssertPrintable(refused);
            }
        },
        iter: 3000);
}
