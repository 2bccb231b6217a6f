using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using GenesysGuest.Tests.Modules;
using Xunit.Abstractions;

namespace GenesysGuest.Tests;

/// <summary>The bridge to the tests in PowerShell: one test for the PowerShell that the build restores, and one for each other on PATH. None is skipped.</summary>
/// <remarks>Much of the suite is waiting, so its files run in three processes at once. Each of the three that take longest starts one.</remarks>
public sealed class PesterSuite(ITestOutputHelper output)
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private static readonly string[] Longest = ["Night.Tests.ps1", "NightKills.Tests.ps1", "Docs.Tests.ps1"];

    private static readonly string Suite = Repository.PathTo("tests/GenesysGuest.Pester");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private static readonly PowerShellHost[] Hosts = [PowerShellHost.OfProject, .. PowerShellHost.OnPath];

    public static TheoryData<string> PowerShells => [.. Hosts.Select(host => host.Name)];

    [Theory]
    [MemberData(nameof(PowerShells))]
    public async Task Passes_in(string powerShell)
    {
        Assert.Null(PowerShellHost.Missing);
        int index = Array.FindIndex(Hosts, host => string.Equals(host.Name, powerShell, StringComparison.Ordinal));
        string[] others = [.. Directory.GetFiles(Suite, "*.Tests.ps1").Select(file => Path.GetFileName(file)!).Except(Longest, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[][] parts = [[Longest[0]], [Longest[1], .. others.Where((_, at) => at % 2 == 0)], [Longest[2], .. others.Where((_, at) => at % 2 == 1)]];

        await Task.WhenAll(parts.Select((part, at) => PassesAsync(Hosts[index], part, $"pester-{index}-{at}.xml")));
    }

    private async Task PassesAsync(PowerShellHost powerShell, string[] files, string resultFile)
    {
        string results = Repository.PathTo(Path.Combine("TestResults", resultFile));
        Directory.CreateDirectory(Path.GetDirectoryName(results)!);
        File.Delete(results);

        string said = await RunAsync(powerShell.Start(
            "-File", Path.Combine(Suite, "Invoke-Suite.ps1"), "-Configuration", Configuration, "-ResultPath", results, "-PesterPath", PowerShellHost.Pester,
            "-Name", string.Join(',', files)));

        Assert.True(File.Exists(results), $"{powerShell.Name} wrote no results:\n{said}");
        XElement run = XDocument.Load(results).Root!;
        output.WriteLine($"{powerShell.Name}: {Count(run, "total")} tests, {Count(run, "failures")} failed, {Count(run, "not-run")} not run.");
        string[] failures =
        [
            .. from test in run.Descendants("test-case")
               where test.Attribute("result")?.Value is "Failure" or "Error"
               select $"{test.Attribute("name")?.Value}\n    {test.Descendants("message").FirstOrDefault()?.Value.Trim().ReplaceLineEndings("\n    ")}",
        ];
        Assert.True(failures.Length == 0 && Count(run, "failures") == 0, $"{failures.Length} Pester tests failed.\n{string.Join('\n', failures)}\n{said}");

        // A file that cannot be read has no failure of its own, and none of its tests is missed.
        HashSet<string> ran = [.. run.Descendants("test-suite").Where(container => container.Descendants("test-case").Any()).Select(container => Path.GetFileName(container.Attribute("name")!.Value))];
        Assert.All(files, file => Assert.Contains(file, ran));
        Assert.True(said.Contains("Tests Passed:", StringComparison.Ordinal) && !said.Contains("Container failed", StringComparison.Ordinal), said);
    }

    private static int Count(XElement run, string attribute) => int.Parse(run.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static async Task<string> RunAsync(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        process.StandardInput.Close(); // or a prompt would wait for whoever started the tests
        Task<string> told = process.StandardOutput.ReadToEndAsync();
        Task<string> complained = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource late = new(Limit);
        try
        {
            await process.WaitForExitAsync(late.Token);
            return await told + await complained;
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The Pester suite did not end within {Limit.TotalMinutes} minutes:\n{await told}{await complained}", exception);
        }
    }
}
