namespace GenesysGuest.Simulation;

/// <summary>What the simulations came to: that much happened in them, and of every kind.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public void Add(World world, IReadOnlyList<Job> jobs)
    {
        Count("events", world.Steps);
        foreach (Job job in jobs)
        {
            Count($"jobs of {job.Target.Kind}s", 1);
            Count($"{job.Target.Kind}s made", job.Target.Made);
        }

        foreach (Run run in jobs.SelectMany(job => job.Runs))
        {
            Count("runs", 1);
            Count(run.IsDead ? "runs that died" : run.IntrudedAt is null ? "runs that ended" : "runs whose journal was changed", 1);
            Count("requests", run.Sendings.Count());
            foreach (ProvisioningOutcome outcome in run.Outcomes)
            {
                Count(outcome.Error is { } error ? $"rows {error.ErrorId}" : outcome.MayExistTwice ? "rows made, perhaps twice" : "rows made", 1);
            }
        }
    }

    public override string ToString() => string.Join("; ", _counts.Select(count => FormattableString.Invariant($"{count.Value} {count.Key}")));

    private void Count(string what, long many) => _counts[what] = _counts.GetValueOrDefault(what) + many;
}
