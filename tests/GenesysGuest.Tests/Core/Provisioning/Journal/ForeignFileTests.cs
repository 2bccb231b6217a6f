using System.Diagnostics;
using System.Text;
using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>A journal path that leads to something else.</summary>
public sealed class ForeignFileTests : IDisposable
{
    private const string Header = """{"journal":"GenesysGuest","version":1,"guests":"https://usw2.pure.cloud/api/v2/externalusers/guests"}""";

    private readonly TempFolder _folder = new();
    private readonly GuestsInMemory _server = new();

    public static TheoryData<string> Foreign =>
    [
        "Name,Email\nAda,ada@example.com\n",
        "Name,Email",
        "\n",
        "\n" + Header + "\n",
        "{}\n",
        "{\n",
        "[]",
        "{\"journal\":\"another\",\"version\":1,\"guests\":\"x\"}\n",
        "{\"journal\":\"GenesysGuest\",\"version\":\"one\",\"guests\":\"x\"}\n",
        "{\"journal\":\"GenesysGuest\",\"version\":1}\n",
        "{\"journal\":\"GenesysGuest\", and then not JSON\n",
        "\uFEFF" + Header + "\n",
        new string('\0', 100_000),
    ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Foreign))]
    public void A_file_that_is_no_journal_is_refused_and_left_as_it_is(string content)
    {
        string path = _folder.File("other");
        byte[] bytes = Encoding.UTF8.GetBytes(content);
        File.WriteAllBytes(path, bytes);
        UnixFileMode? mode = Mode(path, set: UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        Assert.Contains("is something else", Refusal(path).Message, StringComparison.Ordinal);

        Assert.Equal(bytes, File.ReadAllBytes(path));
        Assert.Equal(mode, Mode(path));
    }

    [Fact]
    public void The_journal_of_another_environment_is_refused_and_left_as_it_is()
    {
        string path = _folder.File("run.jsonl");
        File.WriteAllText(path, Header.Replace("usw2", "euw2", StringComparison.Ordinal) + "\n");
        string before = File.ReadAllText(path);

        GenesysException refusal = Refusal(path);

        Assert.Contains("belongs to another environment (https://euw2.pure.cloud/api/v2/externalusers/guests)", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(path));
    }

    [Fact]
    public void The_journal_of_a_later_version_is_refused_and_left_as_it_is()
    {
        string path = _folder.File("run.jsonl");
        File.WriteAllText(path, Header.Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal) + "\n");

        Assert.Contains("another version", Refusal(path).Message, StringComparison.Ordinal);

        Assert.Contains("\"version\":2", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_line_that_was_torn_is_written_anew()
    {
        string path = _folder.File("run.jsonl");
        for (int length = 0; length < Header.Length; length++)
        {
            await File.WriteAllTextAsync(path, Header[..length]);
            using (Connection connection = _server.Connect())
            {
                Assert.Single((await Finished.RunAsync(connection, GeneratedRows.Take(1), new ProvisioningOptions { JournalPath = path })).Guests);
            }

            Assert.Equal(Header, (await File.ReadAllLinesAsync(path))[0]);
        }
    }

    [Fact]
    public void A_path_that_leads_nowhere_is_refused() =>
        Assert.Contains("cannot be created", Refusal(Path.Combine(_folder.Path, "no", "such", "folder")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_folder_is_refused() => Refusal(_folder.Path);

    [UnixFact]
    public void A_pipe_is_refused()
    {
        string path = _folder.File("pipe");
        using (Process mkfifo = Process.Start("mkfifo", [path]))
        {
            mkfifo.WaitForExit();
        }

        Refusal(path);
    }

    private static UnixFileMode? Mode(string path, UnixFileMode? set = null)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        if (set is { } mode)
        {
            File.SetUnixFileMode(path, mode);
        }

        return File.GetUnixFileMode(path);
    }

    private GenesysException Refusal(string path)
    {
        using Connection connection = _server.Connect();
        GenesysException refusal = Assert.Throws<GenesysException>(() => new GuestProvisioner(connection, new ProvisioningOptions { JournalPath = path }));
        Assert.Equal(ErrorId.JournalUnusable, refusal.ErrorId);
        Assert.NotEmpty(refusal.Remedy);
        Assert.Empty(_server.Asked);
        return refusal;
    }
}
