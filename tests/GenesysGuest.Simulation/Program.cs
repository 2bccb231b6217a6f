using System.Diagnostics;
using System.Globalization;

namespace GenesysGuest.Simulation;

/// <summary>Runs seeds, or one seed and says what happens in it.</summary>
internal static class Program
{
    private const string Usage = """
        GenesysGuest.Simulation [--from <seed>] [--seeds <count>] [--seconds <time>]
            Runs seeds in turn, 0 and up unless told otherwise, until so many have run or so much time has passed.
        GenesysGuest.Simulation --seed <seed>
            Runs one seed, and says what happens.
        The exit code is 0 if nothing happened that must not, 1 otherwise.
        """;

    public static async Task<int> Main(string[] arguments)
    {
        Dictionary<string, int> options = new(StringComparer.Ordinal);
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (arguments[i] is not ("--from" or "--seeds" or "--seconds" or "--seed")
                || i + 1 == arguments.Length
                || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value))
            {
                Console.Error.WriteLine(Usage);
                return 2;
            }

            options[arguments[i]] = value;
        }

        string shared = "/dev/shm"; // in memory, where there is such a place
        string folder = Directory.CreateDirectory(Path.Combine(Directory.Exists(shared) ? shared : Path.GetTempPath(), $"simulation-{Environment.ProcessId}")).FullName;
        string before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder; // the same seed names the same files
        try
        {
            // On the one thread of the pool, where all that is simulated runs, too.
            return await Task.Run(() => options.TryGetValue("--seed", out int seed)
                ? ReplayAsync(seed)
                : RunAsync(options.GetValueOrDefault("--from"), options.GetValueOrDefault("--seeds", int.MaxValue), options.GetValueOrDefault("--seconds", int.MaxValue)));
        }
        finally
        {
            Environment.CurrentDirectory = before;
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> ReplayAsync(int seed)
    {
        Tally tally = new();
        try
        {
            await Life.RunAsync(seed, Console.WriteLine, tally);
            Console.WriteLine(tally);
            return 0;
        }
        catch (Exception exception)
        {
            Console.WriteLine(exception);
            return 1;
        }
    }

    private static async Task<int> RunAsync(int from, int most, int seconds)
    {
        Tally tally = new();
        Stopwatch clock = Stopwatch.StartNew();
        int count = 0;
        int violations = 0;
        while (count < most && clock.Elapsed.TotalSeconds < seconds && violations < 5)
        {
            int seed = from + count++;
            try
            {
                await Life.RunAsync(seed, trace: null, tally);
            }
            catch (Exception exception)
            {
                violations++;
                Console.WriteLine($"Seed {seed}: {(exception is ViolationException ? exception.Message : exception)}");
            }
        }

        Console.WriteLine(FormattableString.Invariant(
            $"{count} seeds, {from} to {from + count - 1}, in {clock.Elapsed.TotalSeconds:0} s ({count / clock.Elapsed.TotalSeconds:0} a second): {violations} violations."));
        Console.WriteLine(tally);
        return violations == 0 ? 0 : 1;
    }
}
