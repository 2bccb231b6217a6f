namespace GenesysGuest.Simulation;

/// <summary>What must be true of guests: none is lost, and none is made twice unseen.</summary>
internal static class GuestLedger
{
    /// <summary>Checks a job of guests.</summary>
    /// <param name="job">The job.</param>
    /// <param name="target">Its target, which knows what was made.</param>
    /// <exception cref="ViolationException">Something is not as it must be.</exception>
    public static void Check(Job job, GuestTarget target)
    {
        var made = target.Guests.ToLookup(guest => guest.Identity, StringComparer.Ordinal);
        var outcomes = job.Outcomes.Select(entry => (entry.Run, Outcome: (GuestOutcome)entry.Outcome)).ToLookup(entry => target.IdentityOf(entry.Outcome.Row), StringComparer.Ordinal);
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

        // A run without a journal recognizes nobody: each row is a person to it.
        int permitted = job.HasJournal ? 1 : outcomes.Length;
        bool wasAskedFor = job.Runs.Any(run => run.RetriesUnknown) && job.Runs.Any(run => run.IsDead);
        if (made.Length > permitted && !wasAskedFor && !outcomes.Any(entry => IsOpen(entry.Outcome)))
        {
            throw new ViolationException($"{identity} was made {made.Length} times, and nobody was told.");
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
            if (later.RetriesUnknown && later.Sendings.Any(sending => sending.Carries(identity)))
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
        outcome.MayExistTwice || outcome.Error is ProvisioningException { IsUnknown: true };
}
