namespace GenesysGuest.Simulation;

/// <summary>What must be true in the end, whatever happened.</summary>
internal static class Ledger
{
    /// <summary>Checks a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="service">What the service made.</param>
    /// <exception cref="ViolationException">Something is not as it must be.</exception>
    public static void Check(Job job, Service service)
    {
        foreach (Run run in job.Runs.Where(run => run is { IsComplete: true, IsDead: false }))
        {
            long[] rows = [.. run.Outcomes.Select(outcome => outcome.Row.Number).Order()];
            if (!rows.SequenceEqual(Enumerable.Range(1, run.Read).Select(row => (long)row)))
            {
                throw new ViolationException($"Run {run.Number} read {run.Read} rows and handed out {string.Join(", ", rows)}.");
            }

            if (run is { IsCalm: true, RetriesUnknown: true } && job.CanRenew && run.Outcomes.FirstOrDefault(outcome => outcome.Guest is null && !(job.MayMeetLimit && outcome.Error!.ErrorId == ErrorId.RateLimited)) is { } left)
            {
                throw new ViolationException($"Nothing befell run {run.Number}, and yet: {left}");
            }
        }

        var made = service.Guests.Where(guest => job.Runs.Contains(guest.Sending.Run)).ToLookup(guest => guest.Identity, StringComparer.Ordinal);
        var outcomes = job.Runs.SelectMany(run => run.Outcomes.Select(outcome => (Run: run, Outcome: outcome))).ToLookup(entry => IdentityOf(entry.Outcome), StringComparer.Ordinal);
        foreach (string identity in made.Select(guests => guests.Key).Union(outcomes.Select(entries => entries.Key), StringComparer.Ordinal))
        {
            Check(job, identity, [.. made[identity]], [.. outcomes[identity]]);
        }
    }

    private static void Check(
        Job job, string identity, (string Id, string Identity, string Token, Sending Sending)[] made, (Run Run, GuestOutcome Outcome)[] outcomes)
    {
        foreach ((Run run, GuestOutcome outcome) in outcomes)
        {
            if (outcome.Guest is { } guest && !made.Any(one => (one.Token, one.Id) == (guest.Token, guest.Id)))
            {
                throw new ViolationException($"Run {run.Number} handed out a guest that nobody made: {outcome}");
            }
        }

        foreach ((string id, _, string token, Sending sending) in made)
        {
            if (!outcomes.Any(entry => string.Equals(entry.Outcome.Guest?.Token, token, StringComparison.Ordinal)) && !IsAccountedFor(job, identity, sending.Run, outcomes))
            {
                throw new ViolationException($"Guest {id} of {identity}, which run {sending.Run.Number} asked for, was neither handed out nor reported as unknown or possibly twice.");
            }
        }

        // A run without a journal recognises nobody: each row is a person to it.
        int permitted = job.HasJournal ? 1 : outcomes.Length;
        bool wasAskedFor = job.Runs.Any(run => run.RetriesUnknown) && job.Runs.Any(run => run.IsDead);
        if (made.Length > permitted && !wasAskedFor && !outcomes.Any(entry => IsOpen(entry.Outcome)))
        {
            throw new ViolationException($"{identity} was made {made.Length} times, and nobody was told.");
        }

        CheckSame(identity, job, outcomes);
    }

    // What was handed out once is handed out again by each later run that takes the row.
    private static void CheckSame(string identity, Job job, (Run Run, GuestOutcome Outcome)[] outcomes)
    {
        string? token = null;
        foreach (Run run in job.HasJournal ? job.Runs : [])
        {
            foreach ((_, GuestOutcome outcome) in outcomes.Where(entry => entry.Run == run))
            {
                if (token is not null && outcome.Error is { ErrorId: not ErrorId.NotAttempted } error)
                {
                    throw new ViolationException($"{identity} was handed out before, and run {run.Number} says: {error.Message}");
                }

                if (outcome.Guest is { } guest)
                {
                    if (token is not null && !string.Equals(guest.Token, token, StringComparison.Ordinal))
                    {
                        throw new ViolationException($"{identity} was handed out before with another token than in run {run.Number}.");
                    }

                    token = guest.Token;
                }
            }
        }
    }

    private static bool IsAccountedFor(Job job, string identity, Run maker, (Run Run, GuestOutcome Outcome)[] outcomes)
    {
        if (!maker.IsDead)
        {
            return outcomes.Any(entry => entry.Run == maker && IsOpen(entry.Outcome));
        }

        // Where the process died, the next run that takes the row has to say it, unless it was asked to send it again.
        foreach (Run later in job.Runs.SkipWhile(run => run != maker).Skip(1))
        {
            if (later.RetriesUnknown && later.Sendings.Any(sending => string.Equals(sending.Identity, identity, StringComparison.Ordinal)))
            {
                return true; // it was taken not to exist
            }

            foreach ((_, GuestOutcome outcome) in outcomes.Where(entry => entry.Run == later && entry.Outcome.Error?.ErrorId != ErrorId.NotAttempted))
            {
                return IsOpen(outcome) || later.RetriesUnknown;
            }
        }

        return true; // no run took it again: the journal still says that it was sent
    }

    private static bool IsOpen(GuestOutcome outcome) =>
        outcome.MayExistTwice || outcome.Error?.ErrorId is ErrorId.GuestOutcomeUnknown or ErrorId.UnexpectedResponse;

    private static string IdentityOf(GuestOutcome outcome) => $"{outcome.Row.Request.Name} <{outcome.Row.Request.Email}>";
}
