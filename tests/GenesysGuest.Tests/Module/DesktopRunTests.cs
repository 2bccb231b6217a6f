using System.Diagnostics;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Modules;

/// <summary>The build for Windows PowerShell at work, loaded by the module's own resolver into a program for .NET Framework.</summary>
public sealed class DesktopRunTests
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [MonoFact]
    public async Task It_makes_a_challenge_signs_in_retries_and_creates_a_guest()
    {
        await using SandboxServer sandbox = await SandboxServer.StartAsync(new SandboxOptions());
        sandbox.Faults.Enqueue(Fault.Status(503));

        string[] said = await RunAsync(sandbox.BaseAddress.OriginalString);

        SandboxGuest guest = Assert.Single(sandbox.Guests);
        Assert.Contains("challenge: E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", said);
        Assert.Contains($"connected: {sandbox.BaseAddress.OriginalString} ({SandboxClient.Confidential.Id})", said);
        Assert.Contains($"created: {guest.Id}", said);
        Assert.Contains("refused: InvalidGuest", said);
        Assert.Equal("Zo\u00EB \U0001F389", guest.Name);
        Assert.Equal("\"one\"", guest.CustomAttributes["Quote"]);
        Assert.Equal(1, sandbox.Faults.Befallen);

        // Its own, not one that the platform brings.
        Assert.Contains(said, line => line.StartsWith("loaded: System.Text.Json 10.", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("loaded: Polly.Core 8.", StringComparison.Ordinal));
    }

    private static async Task<string[]> RunAsync(string address)
    {
        string program = Repository.PathTo($"tests/GenesysGuest.Tests.Desktop/bin/{Configuration}/net472/GenesysGuest.Tests.Desktop.exe");
        string[] arguments = [program, Repository.Module, address, SandboxClient.Confidential.Id, SandboxClient.Confidential.Secret!];
        ProcessStartInfo start = new(OperatingSystem.IsWindows() ? program : MonoFactAttribute.Mono!, OperatingSystem.IsWindows() ? arguments[1..] : arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        Task<string> told = process.StandardOutput.ReadToEndAsync();
        Task<string> complained = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource late = new(Patience);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        Assert.True(process.ExitCode == 0, $"{await told}\n{await complained}");
        return (await told).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}
