using System.Diagnostics;

namespace GenesysGuest.Tests.Core;

/// <summary>The simulation as a whole: some seeds, and that a seed can be lived through again.</summary>
public sealed class SimulationTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task In_three_hundred_lives_nothing_happens_that_must_not()
    {
        (int exitCode, string said) = await RunAsync("--seeds", "300");

        Assert.Contains("300 seeds, 0 to 299", said, StringComparison.Ordinal);
        Assert.True(exitCode == 0, said);
    }

    [Theory]
    [InlineData("17")] // of contacts
    [InlineData("24")] // of guests
    public async Task The_same_seed_is_the_same_life(string seed)
    {
        (_, string first) = await RunAsync("--seed", seed);
        (_, string second) = await RunAsync("--seed", seed);

        Assert.Contains("is sent", first, StringComparison.Ordinal);
        Assert.Equal(first, second);
    }

    private static async Task<(int ExitCode, string Said)> RunAsync(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GenesysGuest.Simulation.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        using CancellationTokenSource limit = new(Limit);
        try
        {
            string said = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, said);
        }
        finally
        {
            process.Kill();
        }
    }
}
