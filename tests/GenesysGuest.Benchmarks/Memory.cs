using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace GenesysGuest.Benchmarks;

/// <summary>Whether memory, or the time of a row, grows with the number of rows. Each run is a process of its own, so that its peak is its own.</summary>
internal static class Memory
{
    public static async Task RunAsync(Target target, long[] sizes, int runs)
    {
        Console.WriteLine("| rows | peak memory, MB | µs a row | target |");
        Console.WriteLine("|---:|---:|---:|---|");
        await using SandboxProcess sandbox = await SandboxProcess.StartAsync("--count-only", "--rate-limit", "0");
        Dictionary<long, List<Measurement>> all = sizes.ToDictionary(size => size, _ => new List<Measurement>());

        for (int run = 0; run < runs; run++)
        {
            foreach (long size in sizes)
            {
                all[size].Add(await SpawnAsync(target, sandbox, size));
            }
        }

        foreach (long size in sizes)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {size:N0} | {Figures.Median(all[size].Select(m => m.PeakBytes / 1e6)):0} | {Figures.Median(all[size].Select(m => m.Seconds / m.Rows * 1e6)):0.0} | {(size == sizes[0] ? "" : "≤ the first + 32 MB")} |"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| time of a row in the second half of the most rows ÷ in the first, less its first tenth | | {Figures.Median(all[sizes[^1]].Select(m => m.ProcessorSeconds)):0.00} | 0.9 to 1.1 |"));
    }

    /// <summary>One run; prints a measurement whose processor time stands for the ratio of the second half to the first, less its first tenth, in which the compiler is at work.</summary>
    public static async Task<int> ChildAsync(Target target, string readyLine, long rows)
    {
        await using SandboxProcess sandbox = SandboxProcess.Of(readyLine);
        using Connection connection = await sandbox.ConnectAsync();
        (Provisioner provisioner, IAsyncEnumerable<ProvisioningOutcome> outcomes) = await target.OpenAsync(
            sandbox, connection, new ProvisioningOptions { ThrottleLimit = 16 }, rows);
        using Provisioner running = provisioner;
        long start = Stopwatch.GetTimestamp();
        long done = 0;
        long[] marks = new long[11];
        await foreach (ProvisioningOutcome outcome in outcomes)
        {
            done += outcome.Error is { } error ? throw error : 1;
            if (done % (rows / 10) == 0)
            {
                marks[done / (rows / 10)] = Stopwatch.GetTimestamp();
            }
        }

        double ratio = (marks[10] - marks[5]) / 5d / ((marks[5] - marks[1]) / 4d);
        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new Measurement(rows, Stopwatch.GetElapsedTime(start).TotalSeconds, ratio, self.PeakWorkingSet64)));
        return 0;
    }

    private static async Task<Measurement> SpawnAsync(Target target, SandboxProcess sandbox, long rows)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in (string[])[
            typeof(Memory).Assembly.Location, "memory-child", target.Noun, sandbox.ReadyLine, rows.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }

        // The collector begins its work after as much as the processor's cache holds: on a machine with a large one, ten thousand rows are less than that.
        start.Environment["DOTNET_GCgen0size"] = "0x1000000";
        using Process process = Process.Start(start)!;
        string line = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonSerializer.Deserialize<Measurement>(line) ?? throw new InvalidOperationException("The run ended without a measurement.");
    }
}
