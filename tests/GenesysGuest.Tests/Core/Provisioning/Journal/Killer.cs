using System.Globalization;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>Starts journalled runs, and kills each at a point that a seed decides.</summary>
/// <param name="seed">The seed.</param>
/// <param name="target">What the rows become: guests or contacts.</param>
/// <param name="rows">How many rows a run has.</param>
/// <param name="readings">How often the sandbox reads its clock for so many rows.</param>
/// <param name="bytes">What so many rows make a journal grow to, at the least.</param>
internal sealed class Killer(int seed, string target, int rows, int readings, int bytes)
{
    private readonly Random _dice = new(seed);
    private readonly Tripwire _tripwire = new();
    private int _lives;

    /// <summary>Starts the sandbox that the runs go to.</summary>
    public Task<SandboxServer> StartSandboxAsync() => SandboxServer.StartAsync(new SandboxOptions
    {
        RateLimit = 0,
        RecentRequests = 0,
        Clock = _tripwire,
        Latency = TimeSpan.FromMilliseconds(_dice.Next(2) * 5),
    });

    /// <summary>Lets a run begin, and kills it.</summary>
    /// <param name="server">The sandbox.</param>
    /// <param name="token">An access token.</param>
    /// <param name="journal">The journal.</param>
    /// <returns>What it had handed out by then, by row, and whether it was killed before it ended by itself.</returns>
    public async Task<(Dictionary<long, string> Emitted, bool WasKilled)> RunAsync(SandboxServer server, string token, string journal)
    {
        // Three kinds of points: between the server's steps, between outcomes, and between bytes of the journal.
        int kind = (seed + _lives++) % 3;
        int steps = kind == 0 ? _dice.Next(1, readings * 8 / 10) : int.MaxValue;
        int lines = kind == 1 ? _dice.Next(1, rows * 8 / 10) : int.MaxValue;
        long size = kind == 2 ? _dice.Next(1, bytes) : long.MaxValue;

        TaskCompletionSource<JournalProcess> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void Kill() => started.Task.GetAwaiter().GetResult().Kill();
        _tripwire.Set(steps, Kill);
        using FileSystemWatcher watcher = new(Path.GetDirectoryName(journal)!) { NotifyFilter = NotifyFilters.Size | NotifyFilters.FileName };
        if (kind == 2)
        {
            FileSystemEventHandler changed = (_, _) =>
            {
                if (new FileInfo(journal) is { Exists: true } file && file.Length >= size)
                {
                    Kill();
                }
            };
            watcher.Created += changed;
            watcher.Changed += changed;
            watcher.EnableRaisingEvents = true;
        }

        using JournalProcess process = JournalProcess.Start(server.BaseAddress, token, journal, rows, throttle: _dice.Next(1, 17), target: target);
        started.SetResult(process);
        (int exitCode, IReadOnlyList<string> printed) = await process.ReadToEndAsync(count =>
        {
            if (count >= lines)
            {
                process.Kill();
            }
        });
        _tripwire.Set(int.MaxValue, () => { });
        return (
            printed.Select(line => line.Split(' ')).ToDictionary(part => long.Parse(part[0], CultureInfo.InvariantCulture), part => part[1]),
            process.WasKilled && exitCode != 0);
    }

    /// <summary>The sandbox's clock. At one of the times when it is read it does something.</summary>
    private sealed class Tripwire : TimeProvider
    {
        private Action _action = () => { };
        private int _left = int.MaxValue;

        public void Set(int readings, Action action)
        {
            _action = action;
            Volatile.Write(ref _left, readings);
        }

        public override DateTimeOffset GetUtcNow()
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _action();
            }

            return base.GetUtcNow();
        }
    }
}
