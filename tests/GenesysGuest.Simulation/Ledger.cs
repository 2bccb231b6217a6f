namespace GenesysGuest.Simulation;

/// <summary>What must be true in the end, whatever happened and whatever the rows become.</summary>
internal static class Ledger
{
    /// <summary>Checks a job.</summary>
    /// <param name="job">The job.</param>
    /// <exception cref="ViolationException">Something is not as it must be.</exception>
    public static void Check(Job job)
    {
        foreach (Run run in job.Runs.Where(run => run is { IsComplete: true, IsDead: false }))
        {
            long[] rows = [.. run.Outcomes.Select(outcome => outcome.Row.Number).Order()];
            if (!rows.SequenceEqual(Enumerable.Range(1, run.Read).Select(row => (long)row)))
            {
                throw new ViolationException($"Run {run.Number} read {run.Read} rows and handed out {string.Join(", ", rows)}.");
            }

            if (run.Summary is { } counted && counted.Total != rows.Length)
            {
                throw new ViolationException($"Run {run.Number} handed out {rows.Length} rows, and counted: {counted}");
            }

            if (run.IsCalm && (run.RetriesUnknown || (job.Target.SettlesItself && !run.IsStopped)) && job.CanRenew && run.Outcomes.FirstOrDefault(outcome => IsLeft(job, outcome)) is { } left)
            {
                throw new ViolationException($"Nothing befell run {run.Number}, and yet: {left}");
            }
        }

        foreach (var outcomes in job.Outcomes.GroupBy(entry => job.Target.IdentityOf(entry.Outcome.Row), StringComparer.Ordinal))
        {
            CheckSame(outcomes.Key, job, [.. outcomes]);
        }

        job.Target.Check(job);
    }

    private static bool IsLeft(Job job, ProvisioningOutcome outcome) =>
        outcome.Error is { } error && !(job.MayMeetLimit && error.ErrorId == ErrorId.RateLimited) && !job.Target.IsHopeless(outcome.Row);

    // What was handed out once is handed out again by each later run that takes the row.
    private static void CheckSame(string identity, Job job, (Run Run, ProvisioningOutcome Outcome)[] outcomes)
    {
        object? before = null;
        foreach (Run run in job.HasJournal ? job.Runs : [])
        {
            foreach ((_, ProvisioningOutcome outcome) in outcomes.Where(entry => entry.Run == run))
            {
                if (before is not null && outcome.Error is { ErrorId: not ErrorId.NotAttempted } error)
                {
                    throw new ViolationException($"{identity} was handed out before, and run {run.Number} says: {error.Message}");
                }

                if (job.Target.ResultOf(outcome) is { } result)
                {
                    if (before is not null && !result.Equals(before))
                    {
                        throw new ViolationException($"{identity} was handed out before as another {job.Target.Kind} than in run {run.Number}.");
                    }

                    before = result;
                }
            }
        }
    }
}
