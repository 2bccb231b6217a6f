using System.Diagnostics;
using System.Globalization;

namespace GenesysGuest.Benchmarks;

/// <summary>How well a request limit is used: ten windows' worth of rows, against the least time that they can take.</summary>
internal static class Pace
{
    private const int Window = 300;
    private const int Windows = 10;
    private const int Seconds = 5;
    private const int InFlight = 16;

    public static async Task RunAsync(int runs)
    {
        string[] limit = ["--count-only", "--rate-limit", Text(Window), "--rate-window", Text(Seconds), "--latency", "5"];
        Console.WriteLine($"{Window} requests in a window of {Seconds} s, {Windows} windows' worth of rows, {InFlight} in flight");
        Console.WriteLine("| what | time ÷ ideal | answered 429 | target |");
        Console.WriteLine("|---|---:|---:|---|");
        await RowAsync("with headers", limit, runs, "≤ 1.03, ≤ 1 %");
        await RowAsync("without headers", [.. limit, "--no-rate-headers"], runs, "≤ 1.15, ≤ 5 %");
    }

    private static async Task RowAsync(string what, string[] server, int runs, string target)
    {
        List<double> ratios = [];
        List<double> refused = [];
        for (int run = 0; run < runs; run++)
        {
            await using SandboxProcess sandbox = await SandboxProcess.StartAsync(server);
            using Connection connection = await sandbox.ConnectAsync();
            using GuestProvisioner provisioner = new(connection, new GuestProvisioningOptions { ThrottleLimit = InFlight });
            long start = Stopwatch.GetTimestamp();
            long created = 0;
            await foreach (GuestOutcome outcome in provisioner.RunAsync(Sides.Rows(Window * Windows)))
            {
                created += outcome.Guest is null ? throw outcome.Error! : 1;
            }

            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

            // Nine windows must pass before the last can begin; sending its rows takes no time in the ideal.
            ratios.Add(seconds / ((Windows - 1) * Seconds));
            (_, long requests, long throttled) = await sandbox.CountsAsync();
            refused.Add(100d * throttled / requests);
        }

        Console.WriteLine($"| {what} | {Figures.Text(Figures.Median(ratios), "0.000")} | {Figures.Text(Figures.Median(refused), "0.00")} % | {target} |");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
