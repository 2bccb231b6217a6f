using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using Xunit.Abstractions;

namespace GenesysGuest.Tests;

/// <summary>The bridge to the tests in PowerShell: one test for each PowerShell on PATH, skipped with its reason where there is none.</summary>
public sealed class PesterSuite(ITestOutputHelper output)
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    [Theory]
    [PesterHost("pwsh")]
    [PesterHost("powershell")]
    public async Task Passes_in(string powerShell)
    {
        string root = RepositoryRoot();
        string results = Path.Combine(root, "TestResults", $"pester-{Path.GetFileNameWithoutExtension(powerShell)}.xml");
        Directory.CreateDirectory(Path.GetDirectoryName(results)!);
        File.Delete(results);

        string said = await RunAsync(
            powerShell,
            ["-NoProfile", "-NonInteractive", "-File", Path.Combine(root, "tests", "GenesysGuest.Pester", "Invoke-Suite.ps1"),
                "-Configuration", Configuration, "-ResultPath", results]);

        Assert.True(File.Exists(results), $"{powerShell} wrote no results:\n{said}");
        XElement run = XDocument.Load(results).Root!;
        int total = Count(run, "total");
        output.WriteLine($"{powerShell}: {total} tests, {Count(run, "failures")} failed, {Count(run, "not-run")} not run.");
        string[] failures =
        [
            .. from test in run.Descendants("test-case")
               where test.Attribute("result")?.Value is "Failure" or "Error"
               select $"{test.Attribute("name")?.Value}\n    {test.Descendants("message").FirstOrDefault()?.Value.Trim().ReplaceLineEndings("\n    ")}",
        ];
        Assert.True(failures.Length == 0 && Count(run, "failures") == 0, $"{failures.Length} Pester tests failed.\n{string.Join('\n', failures)}\n{said}");
        Assert.True(total > 0, $"No Pester test ran:\n{said}");

        // Not every failure is a test's: a file that cannot be read has none.
        Assert.True(said.Contains("Tests Passed:", StringComparison.Ordinal) && !said.Contains("Container failed", StringComparison.Ordinal), said);
    }

    private static int Count(XElement run, string attribute) => int.Parse(run.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "GenesysGuest.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not run from within the repository.");
    }

    private static async Task<string> RunAsync(string executable, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(executable, arguments)
        {
            RedirectStandardInput = true, // or a prompt would wait for whoever started the tests
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
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
