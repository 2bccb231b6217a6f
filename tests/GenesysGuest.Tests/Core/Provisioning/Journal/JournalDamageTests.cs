using System.Text;
using System.Text.Json;
using GenesysGuest.Guests;
using GenesysGuest.Provisioning;
using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>A journal of which the end, or something in the middle, is missing.</summary>
public sealed class JournalDamageTests : IAsyncLifetime, IDisposable
{
    private const int Rows = 25;
    private const int Positions = 200;

    private readonly TempFolder _folder = new();
    private readonly GuestsInMemory _server = new();
    private string _path = "";
    private byte[] _journal = [];

    public async Task InitializeAsync()
    {
        _path = _folder.File("run.jsonl");
        _server.Answer = request => Task.FromResult((request.Index % 8) switch
        {
            3 => GuestsInMemory.Error(400),
            5 => GuestsInMemory.Error(200), // no guest in it
            _ => GuestsInMemory.Created(request),
        });
        using Connection connection = _server.Connect();
        await Finished.RunAsync(connection, GeneratedRows.Take(Rows), new ProvisioningOptions { JournalPath = _path });
        _journal = await File.ReadAllBytesAsync(_path);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_last_line_that_is_torn_at_any_byte_is_cut_off_and_the_lines_before_it_hold()
    {
        int last = Array.LastIndexOf(_journal, (byte)'\n', _journal.Length - 2) + 1;
        for (int length = last; length <= _journal.Length; length++)
        {
            AssertHolds(length);
        }
    }

    [Fact]
    public void A_journal_that_ends_at_any_of_200_bytes_holds_up_to_its_last_whole_line()
    {
        Random dice = new(1);
        for (int i = 0; i < Positions; i++)
        {
            AssertHolds(dice.Next(1, _journal.Length));
        }
    }

    [Fact]
    public void Damage_in_a_line_before_the_last_is_refused_and_the_file_left_as_it_is()
    {
        Random dice = new(2);
        int last = Array.LastIndexOf(_journal, (byte)'\n', _journal.Length - 2);
        for (int i = 0; i < Positions; i++)
        {
            byte[] damaged = [.. _journal];
            damaged[dice.Next(last)] = 0; // what a disk leaves where a write was lost; in JSON it stands nowhere
            File.WriteAllBytes(_path, damaged);

            GenesysException refusal = Assert.Throws<GenesysException>(() => Open());

            Assert.Equal(ErrorId.JournalUnusable, refusal.ErrorId);
            Assert.Equal(damaged, File.ReadAllBytes(_path));
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("{\"state\":\"Created\",\"identity\":\"00000000000000000000000000000000\",\"row\":1}")]
    [InlineData("{\"state\":\"Created\",\"identity\":\"00000000000000000000000000000000\",\"row\":1,\"guest\":{\"id\":\"1\"}}")]
    [InlineData("{\"state\":\"Lost\",\"identity\":\"00000000000000000000000000000000\",\"row\":1}")]
    [InlineData("{\"state\":\"Failed\",\"identity\":\"1\",\"row\":1}")]
    [InlineData("{\"state\":\"Failed\",\"identity\":\"00000000000000000000000000000000\",\"row\":\"1\"}")]
    [InlineData("{\"state\":\"7\",\"identity\":\"00000000000000000000000000000000\",\"row\":1}")]
    public void A_whole_line_that_says_nothing_usable_is_damage_even_as_the_last(string line)
    {
        File.WriteAllBytes(_path, [.. _journal, .. Encoding.UTF8.GetBytes(line), (byte)'\n']);

        GenesysException refusal = Assert.Throws<GenesysException>(() => Open());

        int number = 1 + _journal.Count(b => b == '\n');
        Assert.Contains($"damaged in line {number}", refusal.Message, StringComparison.Ordinal);
    }

    private void AssertHolds(int length)
    {
        File.WriteAllBytes(_path, _journal[..length]);
        int whole = Array.LastIndexOf(_journal, (byte)'\n', length - 1) + 1;
        Dictionary<string, JsonElement> expected = [];
        foreach (string text in Encoding.UTF8.GetString(_journal, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            JsonElement line = JsonElement.Parse(text);
            expected[line.GetProperty("identity").GetString()!] = line;
        }

        using (ProvisioningJournal journal = Open())
        {
            foreach (GuestRow row in GeneratedRows.Take(Rows))
            {
                RowIdentity identity = GuestTarget.Instance.IdentityOf(row);
                bool isSent = journal.Admit(row, identity, out Verdict? verdict);
                JsonElement? line = expected.TryGetValue(identity.ToString(), out JsonElement known) ? known : null;
                switch (line?.GetProperty("state").GetString())
                {
                    case "Created":
                        Assert.Equal(line.Value.GetProperty("guest").GetProperty("token").GetString(), (verdict?.Result as Guest)?.Token);
                        break;
                    case "Sending":
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
        byte[] first = _journal[..(Array.IndexOf(_journal, (byte)'\n') + 1)];
        Assert.Equal(whole == 0 ? first : _journal[..whole], File.ReadAllBytes(_path));
    }

    private ProvisioningJournal Open() =>
        new(_path, GuestTarget.Instance, new Uri("https://usw2.pure.cloud/api/v2/externalusers/guests"), new ProvisioningOptions(), new ManualClock());
}
