using GenesysGuest.Tests;

namespace GenesysGuest.Benchmarks;

/// <summary>One side against another, run in turn.</summary>
internal static class Comparisons
{
    private const long WarmRows = 300_000;
    private const long InTurnRows = 300; // the scripts are slow
    private const long ParallelRows = 1_000; // so that what its runspaces take at first weighs little

    private const string Quick = "no latency, 16 in flight";

    private static readonly string[] QuickServer = ["--count-only", "--rate-limit", "0"];
    private static readonly string[] SlowServer = [.. QuickServer, "--latency", "20"];

    private static readonly (string What, string[] Server, long Rows, int InFlight, string CoreTarget, string ModuleTarget, string ScriptTarget)[] Cases =
    [
        ("20 ms latency, 64 in flight", SlowServer, 5_000, 64, "speed ≥ 0.98", "speed ≥ 0.98, processor ≤ 1.5", "≥ 7"),
        (Quick, QuickServer, 100_000, 16, "speed ≥ 0.95, processor ≤ 1.2", "speed ≥ 0.80, processor ≤ 1.5", "≥ 20"),
    ];

    public static async Task GuestsAsync(int runs)
    {
        Figures.Header();
        foreach (var (what, server, rows, inFlight, goal, _, _) in Cases)
        {
            await CoreAsync(Target.Guests, what, server, rows, inFlight, runs, "GuestProvisioner", goal);
        }
    }

    public static async Task ContactsAsync(int runs)
    {
        Figures.Header();
        // Fewer in flight than guests: with ten rows each, 64 would be more than the sandbox can answer, and its time would be measured.
        await CoreAsync(Target.Contacts, "20 ms latency, 16 in flight", SlowServer, 30_000, 16, runs, "ContactProvisioner", "speed ≥ 0.95");
        await CoreAsync(Target.Contacts, Quick, QuickServer, 300_000, 16, runs, "ContactProvisioner", "");
    }

    private static async Task CoreAsync(Target target, string what, string[] server, long rows, int inFlight, int runs, string side, string goal)
    {
        await using SandboxProcess sandbox = await SandboxProcess.StartAsync(server);
        await Sides.BareLoopAsync(target, sandbox, rows / 5, inFlight);
        await Sides.CoreAsync(target, sandbox, rows / 5, inFlight);
        List<Measurement> bare = [];
        List<Measurement> core = [];
        for (int run = 0; run < runs; run++)
        {
            bare.Add(await Sides.BareLoopAsync(target, sandbox, rows, inFlight));
            core.Add(await Sides.CoreAsync(target, sandbox, rows, inFlight));
        }

        Figures.Row(what, "bare HttpClient loop", bare, baseline: null, "");
        Figures.Row(what, side, core, bare, goal);
        if (target.RowsPerRequest > 1)
        {
            Console.WriteLine($"| {what} | {side}: rows a request | {Figures.Text(Figures.Median(core.Select(m => (double)m.Rows / m.Requests)), "0.000")} | | | | | {target.RowsPerRequest} |");
        }
    }

    public static async Task ModuleAsync(int runs)
    {
        Figures.Header();
        foreach (var (what, server, rows, inFlight, _, target, scriptTarget) in Cases)
        {
            await using SandboxProcess sandbox = await SandboxProcess.StartAsync(server);
            await using PowerShellProcess ours = PowerShellProcess.Start(sandbox.ClientSecret);
            await using PowerShellProcess theirs = PowerShellProcess.Start(sandbox.ClientSecret);
            Measurement cold = await ours.RunAsync(sandbox, "Module", rows, inFlight);
            await WarmAsync(ours, inFlight);
            List<Measurement> bare = [];
            List<Measurement> module = [];
            List<Measurement> rival = [];
            List<Measurement> inTurn = [];
            List<Measurement> parallel = [];
            for (int run = 0; run < runs; run++)
            {
                bare.Add(await Sides.BareLoopAsync(Target.Guests, sandbox, rows, inFlight));
                module.Add(await ours.RunAsync(sandbox, "Module", rows, inFlight));
            }

            int throttle = await BestThrottleAsync(sandbox, theirs);

            // In a loop of their own: they take long, and the two above are to be compared without a pause between them.
            for (int run = 0; run < runs; run++)
            {
                rival.Add(await ours.RunAsync(sandbox, "Module", rows, inFlight));
                inTurn.Add(await theirs.RunAsync(sandbox, "InTurn", InTurnRows, 1));
                parallel.Add(await theirs.RunAsync(sandbox, "Parallel", ParallelRows, throttle));
            }

            Figures.Row(what, "bare HttpClient loop", bare, baseline: null, "");
            Figures.Row(what, "New-GenesysGuest", module, bare, target);
            Figures.Row(what, "New-GenesysGuest, first rows of a new process", [cold], bare, "");
            Figures.Row(what, "Invoke-RestMethod in turn", inTurn, bare, "");
            Figures.Row(what, $"ForEach-Object -Parallel, best throttle {throttle}", parallel, bare, "");
            List<Measurement> better = [.. inTurn.Zip(parallel, (a, b) => a.RowsPerSecond > b.RowsPerSecond ? a : b)];
            Times("New-GenesysGuest", rival, scriptTarget);
            Times("the bare loop", bare, "");

            void Times(string side, IReadOnlyList<Measurement> measurements, string least) => Console.WriteLine(
                $"| {what} | {side} ÷ the better of the two | | | | {Figures.Text(Figures.MedianRatio(measurements, better, m => m.RowsPerSecond), "0.0")} | | {least} |");
        }
    }

    /// <summary>Both sides make as many rows before the clock runs: what is compared is neither one's start.</summary>
    private static async Task WarmAsync(PowerShellProcess powerShell, int inFlight)
    {
        await using SandboxProcess quick = await SandboxProcess.StartAsync(Cases[^1].Server);
        for (int run = 0; run < 5; run++)
        {
            await Sides.BareLoopAsync(Target.Guests, quick, WarmRows / 5, inFlight);
            await powerShell.RunAsync(quick, "Module", WarmRows / 5, inFlight);
        }
    }

    public static async Task JournalAsync(int runs)
    {
        Figures.Header();
        await using SandboxProcess sandbox = await SandboxProcess.StartAsync(Cases[0].Server);
        await Sides.CoreAsync(Target.Guests, sandbox, 1_000, 64);
        List<Measurement> off = [];
        List<Measurement> on = [];
        for (int run = 0; run < runs; run++)
        {
            off.Add(await Sides.CoreAsync(Target.Guests, sandbox, 5_000, 64));
            string journal = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.jsonl");
            on.Add(await Sides.CoreAsync(Target.Guests, sandbox, 5_000, 64, journal));
            File.Delete(journal);
        }

        Figures.Row("20 ms latency, 64 in flight", "journal off", off, baseline: null, "");
        Figures.Row("20 ms latency, 64 in flight", "journal on", on, off, "speed ≥ 0.95");
    }

    public static async Task ImportAsync(int runs)
    {
        int starts = Math.Max(15, runs);
        string import = $"Import-Module '{Repository.Module}'";
        Console.WriteLine("| PowerShell | bare start, ms | with Import-Module, ms | the difference, pair by pair, ms | target |");
        Console.WriteLine("|---|---:|---:|---:|---|");
        foreach (PowerShellHost host in PowerShellHost.OnPath.Where(host => host.IsNative).Prepend(PowerShellHost.OfProject))
        {
            await PowerShellProcess.StartAsync(host, import);
            List<double> bare = [];
            List<double> module = [];
            for (int run = 0; run < starts; run++)
            {
                bare.Add(await PowerShellProcess.StartAsync(host, "exit"));
                module.Add(await PowerShellProcess.StartAsync(host, $"{import}; exit"));
            }

            string name = host.IsNative ? host.Name : "the project's .NET tool";
            Console.WriteLine($"| {name} | {Milliseconds(bare)} | {Milliseconds(module)} | {Milliseconds(module.Zip(bare, (a, b) => a - b))} | ≤ 60 |");
        }

        static string Milliseconds(IEnumerable<double> seconds) => Figures.Text(Figures.Median([.. seconds]) * 1000, "0");
    }

    private static async Task<int> BestThrottleAsync(SandboxProcess sandbox, PowerShellProcess powerShell)
    {
        Dictionary<int, double> speeds = [];
        foreach (int throttle in (int[])[2, 5, 10, 20, 40])
        {
            speeds[throttle] = (await powerShell.RunAsync(sandbox, "Parallel", ParallelRows, throttle)).RowsPerSecond;
        }

        return speeds.MaxBy(pair => pair.Value).Key;
    }
}
