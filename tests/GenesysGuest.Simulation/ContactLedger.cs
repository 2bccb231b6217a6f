namespace GenesysGuest.Simulation;

/// <summary>What must be true of contacts: each row came to what the service said of it last, and to nothing else.</summary>
/// <param name="job">A job of contacts.</param>
/// <param name="target">Its target, which knows what was written.</param>
internal sealed class ContactLedger(Job job, ContactTarget target)
{
    private const int MostRows = 10;

    /// <summary>Checks the job.</summary>
    /// <exception cref="ViolationException">Something is not as it must be.</exception>
    public void Check()
    {
        HashSet<string> handedOut = new(StringComparer.Ordinal);
        foreach (Run run in job.Runs)
        {
            Sending[] sendings = [.. run.Sendings.Where(sending => !sending.IsUndone)];
            CheckSendings(run, sendings, handedOut);
            CheckBatches(run, sendings);
            var sent = sendings.SelectMany(sending => sending.Rows.Select(row => (row.Key, Sending: sending))).ToLookup(entry => entry.Key, entry => entry.Sending, StringComparer.Ordinal);
            ContactOutcome[] outcomes = [.. run.Outcomes.Cast<ContactOutcome>()];
            CheckCounts(run, outcomes, outcome => sent.Contains(KeyOf(outcome)), outcome => sent[KeyOf(outcome)].Any(sending => sending.Came?.Status != 407)); // a proxy passes nothing on
            foreach (ContactOutcome outcome in outcomes)
            {
                ContactVerdict verdict = new(job, run, KeyOf(outcome), [.. sent[KeyOf(outcome)]]);
                string? wrong = outcome.Contact is { } contact ? WrongWith(contact, outcome) ?? verdict.WrongWith(contact)
                    : sent.Contains(KeyOf(outcome)) ? verdict.WrongWith(outcome.Error!.ErrorId, target.Book)
                    : verdict.WrongUnsent(outcome.Error!.ErrorId, outcomes.Where(other => sent.Contains(KeyOf(other)) && string.Equals(target.IdentityOf(other.Row), target.IdentityOf(outcome.Row), StringComparison.Ordinal)));
                if (wrong is not null)
                {
                    throw new ViolationException($"Run {run.Number} says of row {outcome.Row.Number}, '{outcome}', but {wrong}.");
                }
            }

            handedOut.UnionWith(outcomes.Where(outcome => job.HasJournal && outcome.Contact is not null).Select(outcome => target.IdentityOf(outcome.Row)));
        }
    }

    private static string KeyOf(ContactOutcome outcome) => ContactTarget.KeyOf($"{outcome.Row.Number}");

    // What is decided is not sent again, in this run or a later one.
    private void CheckSendings(Run run, Sending[] sendings, HashSet<string> handedOut)
    {
        HashSet<string> decided = new(StringComparer.Ordinal);
        Dictionary<string, int> refusals = new(StringComparer.Ordinal);
        Dictionary<string, string> keys = new(StringComparer.Ordinal);
        foreach (Sending sending in sendings)
        {
            foreach (SentRow row in sending.Rows)
            {
                if (handedOut.Contains(row.Identity) || decided.Contains(row.Key) || (job.HasJournal && !keys.TryAdd(row.Identity, row.Key) && !string.Equals(keys[row.Identity], row.Key, StringComparison.Ordinal)))
                {
                    throw new ViolationException($"Run {run.Number} sent {row.Key}, {row.Identity}, which was decided or sent before.");
                }

                Item? item = sending.ItemOf(row.Key);
                if (item is { Said: Said.Written or Said.RefusedForGood, IsDubious: false } && !sending.IsCutOff)
                {
                    decided.Add(row.Key);
                }

                refusals[row.Key] = refusals.GetValueOrDefault(row.Key) + (item?.Said == Said.RefusedForNow && !sending.IsCutOff ? 1 : 0);
                if (refusals[row.Key] > run.MaxRetryCount + 1)
                {
                    throw new ViolationException($"Run {run.Number} sent {row.Key} again more often than {run.MaxRetryCount} times.");
                }
            }
        }
    }

    // Where nothing befalls a run, no batch leaves that is not full, but for the last.
    private static void CheckBatches(Run run, Sending[] sendings)
    {
        if (run is not { IsCalm: true, IsComplete: true, IsCutShort: false })
        {
            return;
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        int batches = 0;
        foreach (Sending sending in sendings)
        {
            int before = seen.Count;
            seen.UnionWith(sending.Rows.Select(row => row.Key));
            batches += seen.Count > before ? 1 : 0; // what is sent again is no new batch
        }

        int fewest = (seen.Count + MostRows - 1) / MostRows;
        if (batches != fewest)
        {
            throw new ViolationException($"Run {run.Number} sent {seen.Count} rows in {batches} batches, where {fewest} would do.");
        }
    }

    private static void CheckCounts(Run run, ContactOutcome[] outcomes, Func<ContactOutcome, bool> wasSent, Func<ContactOutcome, bool> hasArrived)
    {
        if (run.IsDead || run.Summary is not { } counted)
        {
            return;
        }

        int Of(Func<ContactOutcome, bool> kind) => outcomes.Count(kind);

        int notAttempted = Of(outcome => outcome.Error?.ErrorId == ErrorId.NotAttempted);
        ProvisioningSummary right = new(
            Of(outcome => outcome.Contact?.Change == ContactChange.Created && wasSent(outcome)), Of(outcome => outcome.Contact is not null && !wasSent(outcome)),
            Of(outcome => outcome.Error is not null) - notAttempted, Unknown: 0, notAttempted, Of(hasArrived), counted.Duration) // an upsert is never of unknown outcome
        {
            Updated = Of(outcome => outcome.Contact?.Change == ContactChange.Updated && wasSent(outcome)),
        };
        if (counted != right)
        {
            throw new ViolationException($"Run {run.Number} counted {counted}, and it is {right}.");
        }
    }

    private string? WrongWith(Contact contact, ContactOutcome outcome)
    {
        ContactRequest asked = outcome.Row.Request;
        string identity = target.IdentityOf(outcome.Row);
        bool isThere = target.Book.Writings.Any(writing =>
            string.Equals(writing.Id, contact.Id, StringComparison.Ordinal) && string.Equals(writing.Identity, identity, StringComparison.Ordinal)
            && writing.IsNew == (contact.Change == ContactChange.Created));
        bool isAsAsked = (contact.FirstName, contact.LastName, contact.Email, contact.ExternalId)
            == (asked.FirstName ?? contact.FirstName, asked.LastName ?? contact.LastName, asked.Email ?? contact.Email, asked.ExternalId);
        return isThere && isAsAsked ? null : $"the service has no such contact, or not with what the row says: {identity}";
    }
}
