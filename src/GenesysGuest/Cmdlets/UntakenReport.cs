namespace GenesysGuest;

/// <summary>What is said of results and rows that nobody can be handed any more, because the pipeline was stopped.</summary>
internal static class UntakenReport
{
    private const int MostShown = 20;

    /// <summary>Makes the report.</summary>
    /// <param name="untaken">What was not handed out.</param>
    /// <param name="summary">How far the work came, those included.</param>
    /// <param name="journalPath">The journal that holds it all; null: there is none.</param>
    /// <param name="words">What messages call the work.</param>
    /// <returns>What to say; null: there is nothing to go on with, and nothing was lost.</returns>
    public static string? Of(IReadOnlyList<ProvisioningOutcome> untaken, ProvisioningSummary summary, string? journalPath, ProvisioningWords words)
    {
        List<ProvisioningOutcome> done = [.. untaken.Where(outcome => outcome.Error is null)];
        List<ProvisioningOutcome> unknown = [.. untaken.Where(outcome => outcome.Error is ProvisioningException { IsUnknown: true })];
        long made = summary.Created + summary.Updated + summary.Unchanged + summary.FromJournal;
        if (journalPath is null ? done.Count + unknown.Count == 0 : made + unknown.Count == 0)
        {
            return null;
        }

        string kept = words.MayRepeat ? "" : made == 1 ? " with its token" : " with their tokens";
        string next = journalPath is not null ? " To go on, run the same line again."
            : words.MayRepeat ? " To go on, run the same line again: it does no harm to rows that are done."
            : " Look them up before you run the rows again. With -JournalPath nothing would be lost.";
        return "The pipeline ended early."
            + (journalPath is null ? Sentence(done, $"{words.Done} and could not be handed out") : $" The journal '{journalPath}' has {made} {words.Noun}{(made == 1 ? "" : "s")}{kept}.")
            + Sentence(unknown, "sent, and no answer was waited for: what was asked for may exist")
            + next;
    }

    private static string Sentence(List<ProvisioningOutcome> outcomes, string what)
    {
        string rows = string.Join(", ", outcomes.Select(outcome => outcome.Row.Number).OrderBy(row => row).Take(MostShown));
        return outcomes.Count switch
        {
            0 => "",
            1 => $" Row {rows} was {what}.",
            <= MostShown => $" Rows {rows} were {what}.",
            _ => $" Rows {rows} and {outcomes.Count - MostShown} more were {what}.",
        };
    }
}
