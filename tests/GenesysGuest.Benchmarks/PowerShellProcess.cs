using System.Diagnostics;
using System.Text.Json;
using GenesysGuest.Tests;

namespace GenesysGuest.Benchmarks;

/// <summary>The sides that run in PowerShell: the cmdlet, and what an administrator could script without it. One process for all runs of a side.</summary>
internal sealed class PowerShellProcess : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process _process;

    private PowerShellProcess(Process process) => _process = process;

    public static PowerShellProcess Start(string clientSecret)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Measure-Module.ps1");
        ProcessStartInfo start = PowerShellHost.OfProject.Start("-File", script, "-Module", Repository.Module);
        start.RedirectStandardError = false;
        start.Environment["GENESYSCLOUD_OAUTHCLIENT_SECRET"] = clientSecret;
        return new PowerShellProcess(Process.Start(start)!);
    }

    /// <summary>Runs a side.</summary>
    /// <param name="sandbox">The server.</param>
    /// <param name="side">Module, InTurn, Parallel.</param>
    /// <param name="rows">How many.</param>
    /// <param name="throttle">How many at once.</param>
    /// <returns>The measurement.</returns>
    public async Task<Measurement> RunAsync(SandboxProcess sandbox, string side, long rows, int throttle)
    {
        string ask = JsonSerializer.Serialize(new { side, baseAddress = sandbox.BaseAddress, clientId = sandbox.ClientId, rows, throttle });
        await _process.StandardInput.WriteLineAsync(ask);
        await _process.StandardInput.FlushAsync();
        string answer = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("PowerShell ended; see above.");
        return JsonSerializer.Deserialize<Measurement>(answer, Json)!;
    }

    /// <summary>Seconds from start to end of a PowerShell that imports the module, or only starts.</summary>
    /// <param name="host">Which PowerShell.</param>
    /// <param name="command">What it runs.</param>
    /// <returns>Wall time.</returns>
    public static async Task<double> StartAsync(PowerShellHost host, string command)
    {
        ProcessStartInfo start = host.Start("-Command", command);
        start.RedirectStandardOutput = start.RedirectStandardError = false;
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
