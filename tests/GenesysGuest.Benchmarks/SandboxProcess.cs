using System.Diagnostics;
using System.Text.Json;

namespace GenesysGuest.Benchmarks;

/// <summary>The sandbox as a process of its own, as a server is.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private readonly Process? _process;

    private SandboxProcess(Process? process, string readyLine)
    {
        _process = process;
        ReadyLine = readyLine;
        JsonElement ready = JsonElement.Parse(readyLine);
        BaseAddress = ready.GetProperty("baseAddress").GetString()!;
        ClientId = ready.GetProperty("confidentialClientId").GetString()!;
        ClientSecret = ready.GetProperty("confidentialClientSecret").GetString()!;
        GuestsUri = new Uri(ready.GetProperty("guestsUri").GetString()!);
        ContactsUri = new Uri(ready.GetProperty("contactsUri").GetString() + "?dryRun=false");
        ExternalSourceId = ready.GetProperty("externalSourceId").GetString()!;
    }

    /// <summary>What it said of itself, from which another process of the benchmark finds it.</summary>
    public string ReadyLine { get; }

    public string BaseAddress { get; }

    public string ClientId { get; }

    public string ClientSecret { get; }

    public Uri GuestsUri { get; }

    public Uri ContactsUri { get; }

    public string ExternalSourceId { get; }

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
        return new SandboxProcess(process, line);
    }

    /// <summary>A sandbox that another process has started, and will end.</summary>
    public static SandboxProcess Of(string readyLine) => new(process: null, readyLine);

    public Task<Connection> ConnectAsync() => Connection.OpenAsync(Grant.ClientCredentials(GenesysEnvironment.Parse(BaseAddress), new(ClientId, ClientSecret)));

    /// <summary>What the sandbox has counted.</summary>
    /// <param name="target">Of what.</param>
    /// <returns>How many it made or keeps, the requests for them, and those of them that it answered 429.</returns>
    public async Task<(long Made, long Requests, long Throttled)> CountsAsync(Target target)
    {
        using HttpClient http = new();
        using JsonDocument counts = JsonDocument.Parse(await http.GetStringAsync(new Uri($"{BaseAddress}/_sandbox/counts")));
        JsonElement root = counts.RootElement;
        return (Count("s"), Count("Requests"), Count("sThrottled"));

        long Count(string what) => root.GetProperty(target.Noun + what).GetInt64();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }
}
