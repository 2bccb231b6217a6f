using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace GenesysGuest.Benchmarks;

/// <summary>The sides that run in PowerShell: the cmdlet, and what an administrator could script without it.</summary>
internal static class PowerShellSide
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The first <c>pwsh</c> on the path; null: none.</summary>
    public static string? Path { get; } = (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs a side in a fresh process.</summary>
    /// <param name="sandbox">The server.</param>
    /// <param name="side">Module, InTurn, Parallel.</param>
    /// <param name="rows">How many.</param>
    /// <param name="inFlight">The throttle.</param>
    /// <returns>The measurement.</returns>
    public static async Task<Measurement> RunAsync(SandboxProcess sandbox, string side, long rows, int inFlight)
    {
        ProcessStartInfo start = new(Path!) { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (string argument in (string[])[
            "-NoProfile", "-NonInteractive", "-File", System.IO.Path.Combine(AppContext.BaseDirectory, "Measure-Module.ps1"),
            "-Module", Repository.Module, "-Side", side, "-BaseAddress", sandbox.BaseAddress, "-ClientId", sandbox.ClientId,
            "-Rows", rows.ToString(CultureInfo.InvariantCulture), "-Throttle", inFlight.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["GENESYSCLOUD_OAUTHCLIENT_SECRET"] = sandbox.ClientSecret;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonSerializer.Deserialize<Measurement>(output, Json) ?? throw new InvalidOperationException(output);
    }

    /// <summary>Seconds from start to end of a PowerShell that imports the module, or only starts.</summary>
    /// <param name="command">What it runs.</param>
    /// <returns>Wall time.</returns>
    public static async Task<double> StartAsync(string command)
    {
        ProcessStartInfo start = new(Path!, ["-NoProfile", "-NonInteractive", "-Command", command]) { RedirectStandardInput = true, UseShellExecute = false };
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
