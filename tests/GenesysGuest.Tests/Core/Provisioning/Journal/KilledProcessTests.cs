using GenesysGuest.Sandbox;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>What a killed process of the tests leaves behind.</summary>
public sealed class KilledProcessTests
{
    [UnixFact]
    public async Task A_killed_run_leaves_no_diagnostic_files_in_the_temporary_folder()
    {
        using TempFolder folder = new();
        await using SandboxServer server = await SandboxServer.StartAsync(new SandboxOptions { RateLimit = 0 });
        DateTime start = DateTime.UtcNow;
        using JournalProcess process = JournalProcess.Start(server.BaseAddress, server.IssueAccessToken(), folder.File("run.jsonl"), rows: 1000, throttle: 1);

        await process.ReadToEndAsync(_ => process.Kill());

        Assert.True(process.WasKilled);
        Assert.Empty(LeftSince(start, $"dotnet-diagnostic-{process.Id}-*"));
        Assert.Empty(LeftSince(start, $"clr-debug-pipe-{process.Id}-*"));
    }

    // A process of long ago may have had the same id.
    private static IEnumerable<string> LeftSince(DateTime start, string files) =>
        Directory.GetFiles(Path.GetTempPath(), files).Where(file => File.GetLastWriteTimeUtc(file) >= start);
}
