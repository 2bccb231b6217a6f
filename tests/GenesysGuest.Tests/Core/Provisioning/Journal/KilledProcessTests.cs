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
        using JournalProcess process = JournalProcess.Start(server.BaseAddress, server.IssueAccessToken(), folder.File("run.jsonl"), rows: 1000, throttle: 1);

        await process.ReadToEndAsync(_ => process.Kill());

        Assert.True(process.WasKilled);
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{process.Id}-*"));
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), $"clr-debug-pipe-{process.Id}-*"));
    }
}
