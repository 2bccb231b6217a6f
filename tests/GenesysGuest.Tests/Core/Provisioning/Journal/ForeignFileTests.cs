using System.Diagnostics;
using System.Text;
using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>A journal path that leads to something else.</summary>
public sealed class ForeignFileTests : IDisposable
{
    private const string Header = """{"journal":"GenesysGuest","version":2,"guests":"https://usw2.pure.cloud/api/v2/externalusers/guests","clientId":null,"organizationId":null,"identityColumn":null}""";

    private readonly TempFolder _folder = new();
    private readonly ScriptedServer _server = new();

    public static TheoryData<string> Foreign =>
    [
        "Name,Email\nAda,ada@example.com\n",
        "Name,Email",
        "\n",
        "\n" + Header + "\n",
        "{}\n",
        "{\n",
        "[]",
        "{\"journal\":\"another\",\"version\":2,\"guests\":\"x\"}\n",
        "{\"journal\":\"GenesysGuest\",\"version\":\"one\",\"guests\":\"x\"}\n",
        "{\"journal\":\"GenesysGuest\",\"version\":2}\n",
        "{\"journal\":\"GenesysGuest\",\"version\":2,\"guests\":7}\n",
        "{\"journal\":\"GenesysGuest\",\"version\":2,\"guests\":\"https://usw2.pure.cloud/\",\"clientId\":[]}\n",
        "{\"journal\":\"GenesysGuest\", and then not JSON\n",
        "\uFEFF" + Header + "\n",
        new string('\0', 100_000),
    ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_file_that_is_no_journal_is_refused_and_left_as_it_is(string content)
    {
        string path = _folder.File("other");
        byte[] bytes = Encoding.UTF8.GetBytes(content);
        await File.WriteAllBytesAsync(path, bytes);
        UnixFileMode? mode = Mode(path, set: UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        Assert.Contains("is not a journal", (await RefusalAsync(path)).Message, StringComparison.Ordinal);

        Assert.Equal(bytes, await File.ReadAllBytesAsync(path));
        Assert.Equal(mode, Mode(path));
    }

    [Fact]
    public async Task The_journal_of_another_environment_is_refused_and_left_as_it_is()
    {
        string path = _folder.File("run.jsonl");
        await File.WriteAllTextAsync(path, Header.Replace("usw2", "euw2", StringComparison.Ordinal) + "\n");
        string before = await File.ReadAllTextAsync(path);

        GenesysException refusal = await RefusalAsync(path);

        Assert.Contains("belongs to another environment (https://euw2.pure.cloud/api/v2/externalusers/guests)", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(path));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task The_journal_of_another_version_is_refused_by_its_number_and_left_as_it_is(int version)
    {
        string path = _folder.File("run.jsonl");
        string content = $$"""{"journal":"GenesysGuest","version":{{version}},"guests":"https://usw2.pure.cloud/api/v2/externalusers/guests"}""" + "\n";
        await File.WriteAllTextAsync(path, content);

        Assert.Contains($"another version of this module (format {version})", (await RefusalAsync(path)).Message, StringComparison.Ordinal);

        Assert.Equal(content, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task A_first_line_that_was_torn_is_written_anew()
    {
        string path = _folder.File("run.jsonl");
        _server.Guests.Replies(Reply.Guest());
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
    public async Task A_path_that_leads_nowhere_is_refused() =>
        Assert.Contains("cannot be created", (await RefusalAsync(Path.Combine(_folder.Path, "no", "such", "folder"))).Message, StringComparison.Ordinal);

    [Fact]
    public Task A_folder_is_refused() => RefusalAsync(_folder.Path);

    [UnixFact]
    public async Task A_pipe_is_refused()
    {
        string path = _folder.File("pipe");
        using (Process mkfifo = Process.Start("mkfifo", [path]))
        {
            await mkfifo.WaitForExitAsync();
        }

        await RefusalAsync(path);
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

    private async Task<GenesysException> RefusalAsync(string path)
    {
        using Connection connection = _server.Connect();
        GenesysException refusal = await Assert.ThrowsAsync<GenesysException>(() => GuestProvisioner.OpenAsync(connection, new ProvisioningOptions { JournalPath = path }));
        Assert.Equal(ErrorId.JournalUnusable, refusal.ErrorId);
        Assert.NotEmpty(refusal.Remedy);
        Assert.Empty(_server.Guests.Requests);
        return refusal;
    }
}
