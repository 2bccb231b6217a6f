namespace GenesysGuest.Simulation;

/// <summary>What the simulations came to: that much happened in them, and of every kind.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public void Add(World world, IReadOnlyList<Job> jobs, Service service)
    {
        Count("events", world.Steps);
        Count("guests made", service.Guests.Count);
        foreach (Run run in jobs.SelectMany(job => job.Runs))
        {
            Count("runs", 1);
            Count(run.IsDead ? "runs that died" : run.IntrudedAt is null ? "runs that ended" : "runs whose journal was changed", 1);
            Count("requests", run.Sendings.Count());
            foreach (GuestOutcome outcome in run.Outcomes)
            {
                Count(outcome.Error is { } error ? $"rows {error.ErrorId}" : outcome.MayExistTwice ? "rows made, perhaps twice" : "rows made", 1);
            }
        }
    }

    public override string ToString() => string.Join("; ", _counts.Select(count => FormattableString.Invariant($"{count.Value} {count.Key}")));

    private void Count(string what, long many) => _counts[what] = _counts.GetValueOrDefault(what) + many;
}
