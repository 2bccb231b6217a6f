using System.Text;
using GenesysGuest.Guests;
using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>What is appended is on disk, or its append fails.</summary>
public sealed class AppendTests : IDisposable
{
    private static readonly Uri Endpoint = new("https://usw2.pure.cloud/api/v2/externalusers/guests");

    private readonly TempFolder _folder = new();
    private readonly string _path;

    public AppendTests() => _path = _folder.File("run.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_appended_before_it_is_closed_is_on_disk_in_its_order()
    {
        string[] lines = [.. Enumerable.Range(0, 2_000).Select(number => $"line {number}")];
        JournalFile file = await OpenAsync();
        Task<long>[] appends = [.. lines.Select(line => file.AppendAsync(Bytes(line)))];

        file.Dispose();

        Assert.Equal(lines, Lines());
        long[] offsets = await Task.WhenAll(appends);
        string text = await File.ReadAllTextAsync(_path);
        Assert.All(lines.Zip(offsets), line => Assert.StartsWith(line.First + "\n", text[(int)line.Second..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_appended_after_it_is_closed_fails()
    {
        JournalFile file = await OpenAsync();
        file.Dispose();

        GenesysException refused = await Assert.ThrowsAsync<GenesysException>(() => file.AppendAsync(Bytes("late")));

        Assert.Equal(ErrorId.JournalUnusable, refused.ErrorId);
        Assert.EndsWith("is closed.", refused.Message, StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task After_a_write_that_failed_every_append_fails_even_if_there_is_room_again()
    {
        using (JournalFile file = await OpenAsync())
        {
            using FullDisk disk = new(_path);
            await file.AppendAsync(Bytes("before"));
            disk.Fill();
            Assert.Equal(ErrorId.JournalUnusable, (await Assert.ThrowsAsync<GenesysException>(() => file.AppendAsync(Bytes("lost")))).ErrorId);

            disk.MakeRoom();
            for (int again = 0; again < 3; again++)
            {
                Assert.Equal(ErrorId.JournalUnusable, (await Assert.ThrowsAsync<GenesysException>(() => file.AppendAsync(Bytes("after")))).ErrorId);
            }
        }

        Assert.Equal(["before"], Lines());
    }

    [LinuxFact]
    public async Task All_that_wait_for_a_write_that_failed_are_told()
    {
        using JournalFile file = await OpenAsync();
        using FullDisk disk = new(_path);
        disk.Fill();

        // The first takes long enough for others to line up behind it.
        List<Task<long>> appends = [file.AppendAsync(new byte[64 * 1024 * 1024])];
        while (!appends[0].IsCompleted)
        {
            appends.Add(file.AppendAsync(Bytes("next")));
            await Task.Yield();
        }

        foreach (Task<long> append in appends)
        {
            Assert.Equal(ErrorId.JournalUnusable, (await Assert.ThrowsAsync<GenesysException>(() => append.WaitAsync(TimeSpan.FromSeconds(30)))).ErrorId);
        }
    }

    private static byte[] Bytes(string line) => Encoding.UTF8.GetBytes(line + "\n");

    private Task<JournalFile> OpenAsync() => JournalFile.OpenAsync(
        _path, GuestTarget.Instance, new JournalOwner(Endpoint, ClientId: null, OrganizationId: null), TimeProvider.System, (_, _) => { }, CancellationToken.None);

    /// <summary>What stands behind the first line.</summary>
    private IEnumerable<string> Lines() => File.ReadAllLines(_path).Skip(1);
}
