using System.Globalization;

namespace GenesysGuest.Benchmarks;

/// <summary>What is made of the runs: medians, and ratios of runs that were made one after the other.</summary>
internal static class Figures
{
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The median of the ratios, pair by pair: what drifts on the machine drifts for both.</summary>
    public static double MedianRatio(IReadOnlyList<Measurement> side, IReadOnlyList<Measurement> baseline, Func<Measurement, double> figure) =>
        Median(side.Zip(baseline, (a, b) => figure(a) / figure(b)));

    public static void Row(string what, string side, IReadOnlyList<Measurement> runs, IReadOnlyList<Measurement>? baseline, string target)
    {
        string ratio = baseline is null ? "" : Text(MedianRatio(runs, baseline, m => m.RowsPerSecond), "0.00");
        string processor = baseline is null ? "" : Text(MedianRatio(runs, baseline, m => m.ProcessorMicrosecondsPerRow), "0.00");
        Console.WriteLine(string.Join(" | ",
            $"| {what}", side, Text(Median(runs.Select(m => m.RowsPerSecond)), "N0"), Text(Median(runs.Select(m => m.ProcessorMicrosecondsPerRow)), "N0"),
            runs[0].AllocatedBytes == 0 ? "" : Text(Median(runs.Select(m => (double)m.AllocatedBytes / m.Rows)), "N0"), ratio, processor, $"{target} |"));
    }

    public static void Header()
    {
        Console.WriteLine("| what | side | rows/s | processor µs/row | bytes/row | speed ratio | processor ratio | target |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|---:|---|");
    }

    public static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
