namespace GenesysGuest;

/// <summary>Reports results and rows that cannot be returned because the pipeline was stopped.</summary>
internal static class UntakenReport
{
    private const int MostShown = 20;

    /// <summary>Composes the report.</summary>
    /// <param name="untaken">The outcomes that were not returned.</param>
    /// <param name="summary">The figures of the run, including these outcomes.</param>
    /// <param name="journalPath">The journal that contains all outcomes, or null if there is none.</param>
    /// <param name="words">The words for the work in messages.</param>
    /// <param name="isFromParameters">Whether the only row comes from parameters, so that its number means nothing to the user.</param>
    /// <returns>The report, or null if there is nothing to continue and nothing was lost.</returns>
    public static string? Of(
        IReadOnlyList<ProvisioningOutcome> untaken, ProvisioningSummary summary, string? journalPath, ProvisioningWords words, bool isFromParameters = false)
    {
        List<ProvisioningOutcome> done = [.. untaken.Where(outcome => outcome.Error is null)];
        List<ProvisioningOutcome> unknown = [.. untaken.Where(outcome => outcome.Error is ProvisioningException { IsUnknown: true })];
        long made = summary.Created + summary.Updated + summary.Unchanged + summary.FromJournal;
        if (journalPath is null ? done.Count + unknown.Count == 0 : made + unknown.Count == 0)
        {
            return null;
        }

        string kept = words.MayRepeat ? "" : made == 1 ? " with its token" : " with their tokens";
        string next = journalPath is not null ? " To continue, run the same command again."
            : words.MayRepeat ? " To continue, run the same command again. It does no harm to completed rows."
            : " Look them up before you run the rows again. With -JournalPath, nothing is lost.";
        string? only = isFromParameters ? $"The {words.Noun}" : null;
        return "The pipeline ended early."
            + (journalPath is null ? Sentence(done, only, $"{words.Done}, but the result could not be returned") : $" The journal '{journalPath}' contains {made} {words.Noun}{(made == 1 ? "" : "s")}{kept}.")
            + Sentence(unknown, only, $"sent, but the run ended before a response arrived, so the {words.Noun}{(unknown.Count == 1 ? "" : "s")} may exist")
            + next;
    }

    private static string Sentence(List<ProvisioningOutcome> outcomes, string? only, string what)
    {
        string rows = string.Join(", ", outcomes.Select(outcome => outcome.Row.Number).OrderBy(row => row).Take(MostShown));
        return outcomes.Count switch
        {
            0 => "",
            1 => $" {only ?? $"Row {rows}"} was {what}.",
            <= MostShown => $" Rows {rows} were {what}.",
            _ => $" Rows {rows} and {outcomes.Count - MostShown} more were {what}.",
        };
    }
}
