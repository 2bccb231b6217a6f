namespace GenesysGuest;

/// <summary>What is said of guests and rows that nobody can be handed any more, because the pipeline was stopped.</summary>
internal static class UntakenReport
{
    private const int MostShown = 20;

    /// <summary>Makes the report.</summary>
    /// <param name="untaken">What was not handed out.</param>
    /// <param name="summary">How far the work came, those included.</param>
    /// <param name="journalPath">The journal that holds it all; null: there is none.</param>
    /// <returns>What to say; null: there is nothing to go on with, and nothing was lost.</returns>
    public static string? Of(IReadOnlyList<ProvisioningOutcome> untaken, ProvisioningSummary summary, string? journalPath)
    {
        List<ProvisioningOutcome> created = [.. untaken.Where(outcome => outcome.Error is null)];
        List<ProvisioningOutcome> unknown = [.. untaken.Where(outcome => outcome.Error is { ErrorId: ErrorId.GuestOutcomeUnknown or ErrorId.UnexpectedResponse })];
        long made = summary.Created + summary.FromJournal;
        if (journalPath is null ? created.Count + unknown.Count == 0 : made + unknown.Count == 0)
        {
            return null;
        }

        return "The pipeline ended early."
            + (journalPath is null ? Sentence(created, "created and could not be handed out") : $" The journal '{journalPath}' has {made} {(made == 1 ? "guest" : "guests")} with {(made == 1 ? "its token" : "their tokens")}.")
            + Sentence(unknown, "sent, and no answer was waited for: what was asked for may exist")
            + (journalPath is null ? " Look them up before you run the rows again. With -JournalPath nothing would be lost." : " To go on, run the same line again.");
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
