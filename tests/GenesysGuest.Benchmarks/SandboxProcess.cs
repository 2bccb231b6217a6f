using System.Diagnostics;
using System.Text.Json;

namespace GenesysGuest.Benchmarks;

/// <summary>The sandbox as a process of its own, as a server is.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SandboxProcess(Process process, JsonElement ready)
    {
        _process = process;
        BaseAddress = ready.GetProperty("baseAddress").GetString()!;
        ClientId = ready.GetProperty("confidentialClientId").GetString()!;
        ClientSecret = ready.GetProperty("confidentialClientSecret").GetString()!;
    }

    public string BaseAddress { get; }

    public string ClientId { get; }

    public string ClientSecret { get; }

    public GenesysEnvironment Environment => GenesysEnvironment.Parse(BaseAddress);

    public static async Task<SandboxProcess> StartAsync(params string[] options)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (string argument in (string[])[Repository.Sandbox, "--stop-with-stdin", .. options])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // a server that does not end by itself would leave its diagnostic files behind
        Process process = Process.Start(start)!;
        string line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The sandbox did not start.");
        return new SandboxProcess(process, JsonDocument.Parse(line).RootElement);
    }

    public Task<Connection> ConnectAsync() => Connection.OpenAsync(Grant.ClientCredentials(Environment, new(ClientId, ClientSecret)));

    /// <summary>What the sandbox has counted.</summary>
    public async Task<(long Guests, long Requests, long Throttled)> CountsAsync()
    {
        using HttpClient http = new();
        using JsonDocument counts = JsonDocument.Parse(await http.GetStringAsync(new Uri($"{BaseAddress}/_sandbox/counts")));
        JsonElement root = counts.RootElement;
        return (root.GetProperty("guests").GetInt64(), root.GetProperty("guestRequests").GetInt64(), root.GetProperty("guestsThrottled").GetInt64());
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
