using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace GenesysGuest.Benchmarks;

/// <summary>How well a request limit is used, against the least time that the rows can take.</summary>
/// <param name="target">What the rows become.</param>
/// <param name="window">How many requests the server takes in a window.</param>
/// <param name="seconds">The length of a window.</param>
internal sealed class Pace(Target target, int window, int seconds)
{
    private const int InFlight = 16;
    private const string Silent = "--no-rate-headers";

    private readonly string[] _limit = ["--count-only", "--rate-limit", Text(window), "--rate-window", Text(seconds), "--latency", "5"];

    /// <summary>Guests: ten windows' worth, also with another client beside.</summary>
    public static Task GuestsAsync(int runs) => new Pace(Target.Guests, window: 300, seconds: 5).WithOthersAsync(runs);

    /// <summary>Ten thousand contacts, at a tenth of the requests and of the time of the service's own limit.</summary>
    public static async Task ContactsAsync(int runs)
    {
        Pace pace = new(Target.Contacts, window: 30, seconds: 6);
        pace.Header();
        await pace.RowAsync("10,000 contacts, with headers", pace._limit, 1_000, others: 0, hasRival: false, runs, "≤ 1.05");
        await pace.RowAsync("10,000 contacts, without headers", [.. pace._limit, Silent], 1_000, others: 0, hasRival: false, runs, "");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task WithOthersAsync(int runs)
    {
        string[] half = [.. _limit, "--rate-used-by-others", Text(window / 2)];
        int all = window * 10;
        Header();
        await RowAsync("with headers", _limit, all, others: 0, hasRival: false, runs, "≤ 1.03, ≤ 1 %");
        await RowAsync("without headers", [.. _limit, Silent], all, others: 0, hasRival: false, runs, "≤ 1.15, ≤ 5 %");
        await RowAsync("half of each window taken when it begins, with headers", half, all / 2, window / 2, hasRival: false, runs, "≤ 1.2");
        await RowAsync("half of each window taken when it begins, without headers", [.. half, Silent], all / 2, window / 2, hasRival: false, runs, "≤ 1.2");
        await RowAsync("another client asks for half, spread over the window, with headers", _limit, all / 2, window / 2, hasRival: true, runs, "≤ 1.2");
        await RowAsync("another client asks for half, spread over the window, without headers", [.. _limit, Silent], all / 2, window / 2, hasRival: true, runs, "≤ 1.2");
    }

    private void Header()
    {
        Console.WriteLine($"{window} requests in a window of {seconds} s, {InFlight} in flight");
        Console.WriteLine("| what | time ÷ ideal | requests | answered 429 | target |");
        Console.WriteLine("|---|---:|---:|---:|---|");
    }

    // The runs of a row go at the same time, each with a server of its own: they mostly wait.
    private async Task RowAsync(string what, string[] server, int requests, int others, bool hasRival, int runs, string goal)
    {
        Use[] all = await Task.WhenAll(Enumerable.Range(0, runs).Select(_ => RunAsync(server, requests, others, hasRival)));
        Console.WriteLine(string.Join(" | ",
            $"| {what}", Median(run => run.Ratio, "0.000"), Median(run => run.Requests, "N0"), $"{Median(run => 100 * run.Refused, "0.00")} %", $"{goal} |"));

        string Median(Func<Use, double> figure, string format) => Figures.Text(Figures.Median(all.Select(figure)), format);
    }

    private async Task<Use> RunAsync(string[] server, int needed, int others, bool hasRival)
    {
        long rows = (long)needed * target.RowsPerRequest;
        await using SandboxProcess sandbox = await SandboxProcess.StartAsync(server);
        using Connection connection = await sandbox.ConnectAsync();
        (Provisioner provisioner, IAsyncEnumerable<ProvisioningOutcome> outcomes) = await target.OpenAsync(
            sandbox, connection, new ProvisioningOptions { ThrottleLimit = InFlight }, rows);
        using Provisioner running = provisioner;
        using CancellationTokenSource done = new();
        Task<(int Made, int Refused)> rival = hasRival
            ? CompeteAsync(sandbox, await connection.GetAccessTokenAsync(), TimeSpan.FromSeconds(seconds) / others, done.Token)
            : Task.FromResult((0, 0));
        long start = Stopwatch.GetTimestamp();
        long created = 0;
        await foreach (ProvisioningOutcome outcome in outcomes)
        {
            created += outcome.Error is { } error ? throw error : 1;
        }

        double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await done.CancelAsync();
        (int made, int refused) = await rival;
        (long there, long requests, long throttled) = await sandbox.CountsAsync(target);
        if (created != rows || there != rows + made)
        {
            throw new InvalidOperationException($"{rows} rows, {created} {target.Noun}s handed out, and the server made {there - made}.");
        }

        // All windows but the last must pass; sending takes no time in the ideal. What the other client was given is not there for us.
        int given = hasRival ? made : needed / (window - others) * others;
        double ideal = (Math.Ceiling((needed + given) / (double)window) - 1) * seconds;
        long ours = requests - made - refused;
        return new Use(elapsed / ideal, ours, (double)(throttled - refused) / ours);
    }

    /// <summary>Another client with the same token: a request of one row every so often, whatever comes of it.</summary>
    private async Task<(int Made, int Refused)> CompeteAsync(SandboxProcess sandbox, string token, TimeSpan interval, CancellationToken done)
    {
        using HttpClient http = new();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using PeriodicTimer timer = new(interval);
        int made = 0;
        int refused = 0;
        while (!done.IsCancellationRequested)
        {
            using HttpResponseMessage answer = await target.PostAsync(http, sandbox, first: -1, count: 1, CancellationToken.None);
            _ = answer.IsSuccessStatusCode ? made++ : refused++;
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        return (made, refused);
    }

    /// <summary>How a run used the limit.</summary>
    /// <param name="Ratio">Its time, against the least.</param>
    /// <param name="Requests">How many requests it made.</param>
    /// <param name="Refused">The share of them that was answered 429.</param>
    private sealed record Use(double Ratio, double Requests, double Refused);
}
