using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;

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
        string[] half = [.. limit, "--rate-used-by-others", Text(Window / 2)];
        const string silent = "--no-rate-headers";
        Console.WriteLine($"{Window} requests in a window of {Seconds} s, {Windows} windows' worth of rows, {InFlight} in flight");
        Console.WriteLine("| what | time ÷ ideal | answered 429 | target |");
        Console.WriteLine("|---|---:|---:|---|");
        await RowAsync("with headers", limit, Window, hasRival: false, runs, "≤ 1.03, ≤ 1 %");
        await RowAsync("without headers", [.. limit, silent], Window, hasRival: false, runs, "≤ 1.15, ≤ 5 %");
        await RowAsync("half of each window taken when it begins, with headers", half, Window / 2, hasRival: false, runs, "≤ 1.2");
        await RowAsync("half of each window taken when it begins, without headers", [.. half, silent], Window / 2, hasRival: false, runs, "≤ 1.2");
        await RowAsync("another client asks for half, spread over the window, with headers", limit, Window / 2, hasRival: true, runs, "≤ 1.2");
        await RowAsync("another client asks for half, spread over the window, without headers", [.. limit, silent], Window / 2, hasRival: true, runs, "≤ 1.2");
    }

    // The runs of a row go at the same time, each with a server of its own: they mostly wait.
    private static async Task RowAsync(string what, string[] server, int ours, bool hasRival, int runs, string target)
    {
        (double Ratio, double Refused)[] all = await Task.WhenAll(Enumerable.Range(0, runs).Select(_ => RunAsync(server, ours * Windows, Window - ours, hasRival)));
        Console.WriteLine(
            $"| {what} | {Figures.Text(Figures.Median(all.Select(run => run.Ratio)), "0.000")} | {Figures.Text(Figures.Median(all.Select(run => run.Refused)), "0.00")} % | {target} |");
    }

    private static async Task<(double Ratio, double Refused)> RunAsync(string[] server, int rows, int others, bool hasRival)
    {
        await using SandboxProcess sandbox = await SandboxProcess.StartAsync(server);
        using Connection connection = await sandbox.ConnectAsync();
        using GuestProvisioner provisioner = new(connection, new ProvisioningOptions { ThrottleLimit = InFlight });
        using CancellationTokenSource done = new();
        Task<(int Made, int Refused)> rival = hasRival
            ? CompeteAsync(sandbox, await connection.GetAccessTokenAsync(), TimeSpan.FromSeconds(Seconds) / others, done.Token)
            : Task.FromResult((0, 0));
        long start = Stopwatch.GetTimestamp();
        int created = 0;
        await foreach (GuestOutcome outcome in provisioner.RunAsync(Sides.Rows(rows)))
        {
            created += outcome.Guest is null ? throw outcome.Error! : 1;
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await done.CancelAsync();
        (int made, int refused) = await rival;
        (long guests, long requests, long throttled) = await sandbox.CountsAsync();
        if (created != rows || guests != rows + made)
        {
            throw new InvalidOperationException($"{rows} rows, {created} guests handed out, and the server made {guests - made}.");
        }

        // All windows but the last must pass; sending takes no time in the ideal. What the other client was given is not there for us.
        int given = hasRival ? made : Windows * others;
        double ideal = (Math.Ceiling((rows + given) / (double)Window) - 1) * Seconds;
        return (seconds / ideal, 100d * (throttled - refused) / (requests - made - refused));
    }

    /// <summary>Another client with the same token: a request every so often, whatever comes of it.</summary>
    private static async Task<(int Made, int Refused)> CompeteAsync(SandboxProcess sandbox, string token, TimeSpan interval, CancellationToken done)
    {
        using HttpClient http = new();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using PeriodicTimer timer = new(interval);
        int made = 0;
        int refused = 0;
        while (!done.IsCancellationRequested)
        {
            BareRequest guest = new("Rival", "rival@example.com", new(StringComparer.Ordinal) { ["tier"] = "other" });
            using HttpResponseMessage response = await http.PostAsJsonAsync(sandbox.Environment.GuestsUri, guest, BareJson.Default.BareRequest, CancellationToken.None);
            _ = response.IsSuccessStatusCode ? made++ : refused++;
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        return (made, refused);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
