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
        await RowAsync("with headers", limit, others: 0, runs, "≤ 1.03, ≤ 1 %");
        await RowAsync("without headers", [.. limit, "--no-rate-headers"], others: 0, runs, "≤ 1.15, ≤ 5 %");
        await RowAsync("another client takes half", limit, others: Window / 2, runs, "≤ 1.20, no row lost");
    }

    private static async Task RowAsync(string what, string[] server, int others, int runs, string target)
    {
        List<double> ratios = [];
        List<double> refused = [];
        for (int run = 0; run < runs; run++)
        {
            await using SandboxProcess sandbox = await SandboxProcess.StartAsync(server);
            using Connection connection = await sandbox.ConnectAsync();
            int mine = Window - others;
            long rows = (long)mine * Windows;
            using CancellationTokenSource stop = new();
            Task other = others == 0 ? Task.CompletedTask : TakeAsync(sandbox, await connection.GetAccessTokenAsync(), others, stop.Token);
            using GuestProvisioner provisioner = new(connection, new GuestProvisioningOptions { ThrottleLimit = InFlight });
            long start = Stopwatch.GetTimestamp();
            long created = 0;
            await foreach (GuestOutcome outcome in provisioner.RunAsync(Sides.Rows(rows)))
            {
                created += outcome.Guest is null ? throw outcome.Error! : 1;
            }

            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            await stop.CancelAsync();
            await other;

            // Nine windows must pass before the last can begin; sending its rows takes no time in the ideal.
            ratios.Add(seconds / ((Windows - 1) * Seconds));
            (_, long requests, long throttled) = await sandbox.CountsAsync();
            refused.Add(100d * throttled / requests);
        }

        Console.WriteLine($"| {what} | {Figures.Text(Figures.Median(ratios), "0.000")} | {Figures.Text(Figures.Median(refused), "0.00")} % | {target} |");
    }

    /// <summary>Another client with the same token, which takes its share at the beginning of each window.</summary>
    private static async Task TakeAsync(SandboxProcess sandbox, string token, int share, CancellationToken stop)
    {
        using HttpClient http = new();
        using PeriodicTimer window = new(TimeSpan.FromSeconds(Seconds));
        try
        {
            do
            {
                using StringContent order = new(FormattableString.Invariant($"{{\"requests\":{share}}}"), System.Text.Encoding.UTF8, "application/json");
                using HttpResponseMessage response = await http.PostAsync(new Uri($"{sandbox.BaseAddress}/_sandbox/consume-rate-limit"), order, stop);
                response.EnsureSuccessStatusCode();
            }
            while (await window.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
