using System.Globalization;
using System.Runtime.InteropServices;
using GenesysGuest.Benchmarks;

// dotnet run -c Release --project tests/GenesysGuest.Benchmarks [-- PART ... [--runs N]]
// Both sides of every comparison run in turn, in the same run, against the same server; figures are medians.
Dictionary<string, Func<int, Task>> parts = new(StringComparer.OrdinalIgnoreCase)
{
    ["core"] = Comparisons.CoreAsync,
    ["module"] = Comparisons.ModuleAsync,
    ["pace"] = Pace.RunAsync,
    ["journal"] = Comparisons.JournalAsync,
    ["memory"] = Memory.RunAsync,
    ["import"] = Comparisons.ImportAsync,
};

if (args is ["memory-child", var address, var id, var secret, var count])
{
    return await Memory.ChildAsync(address, id, secret, long.Parse(count, CultureInfo.InvariantCulture));
}

int runs = 5;
List<string> asked = [];
for (int i = 0; i < args.Length; i++)
{
    if (string.Equals(args[i], "--runs", StringComparison.Ordinal) && i + 1 < args.Length)
    {
        runs = int.Parse(args[++i], CultureInfo.InvariantCulture);
    }
    else if (parts.ContainsKey(args[i]))
    {
        asked.Add(args[i]);
    }
    else
    {
        Console.Error.WriteLine($"Unknown part '{args[i]}'. Parts: {string.Join(", ", parts.Keys)}; --runs N.");
        return 2;
    }
}

Console.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}; medians of {runs} runs");
foreach (string part in asked.Count > 0 ? asked : [.. parts.Keys])
{
    Console.WriteLine();
    await parts[part](runs);
}

return 0;
