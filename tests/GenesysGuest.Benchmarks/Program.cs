using System.Globalization;
using System.Runtime.InteropServices;
using GenesysGuest.Benchmarks;

// dotnet run -c Release --project tests/GenesysGuest.Benchmarks [-- PART ... [--runs N]]
// Both sides of every comparison run in turn, in the same run, against the same server; figures are medians.
Dictionary<string, Func<int, Task>> parts = new(StringComparer.OrdinalIgnoreCase)
{
    ["core"] = Comparisons.GuestsAsync,
    ["module"] = Comparisons.ModuleAsync,
    ["pace"] = Pace.GuestsAsync,
    ["journal"] = Comparisons.JournalAsync,
    ["memory"] = runs => Memory.RunAsync(Target.Guests, [10_000, 1_000_000], runs),
    ["import"] = Comparisons.ImportAsync,
    ["contacts-core"] = Comparisons.ContactsAsync,
    ["contacts-pace"] = Pace.ContactsAsync,
    ["contacts-memory"] = runs => Memory.RunAsync(Target.Contacts, [10_000, 100_000, 1_000_000], runs),
};

if (args is ["memory-child", var noun, var sandbox, var count])
{
    Target target = Array.Find([Target.Guests, Target.Contacts], target => string.Equals(target.Noun, noun, StringComparison.Ordinal))!;
    return await Memory.ChildAsync(target, sandbox, long.Parse(count, CultureInfo.InvariantCulture));
}

int runs = 5;
List<string> asked = [];
for (int i = 0; i < args.Length; i++)
{
    if (string.Equals(args[i], "--runs", StringComparison.Ordinal) && i + 1 < args.Length)
    {
        runs = int.Parse(args[++i], CultureInfo.InvariantCulture);
    }
    else if (parts.Keys.Where(part => IsPartOf(part, args[i])).ToArray() is { Length: > 0 } some)
    {
        asked.AddRange(some);
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

// All that begins so: contacts is contacts-core and the others.
static bool IsPartOf(string part, string asked) =>
    part.StartsWith(asked, StringComparison.OrdinalIgnoreCase) && (part.Length == asked.Length || part[asked.Length] == '-');
