namespace GenesysGuest;

/// <summary>What is said of guests and rows that nobody can be handed any more, because the pipeline was stopped.</summary>
internal static class UntakenReport
{
    private const int MostShown = 20;

    /// <summary>Makes the report.</summary>
    /// <param name="untaken">What was not handed out.</param>
    /// <param name="hasJournal">Whether a journal holds it.</param>
    /// <returns>What to say; null: nothing was lost.</returns>
    public static string? Of(IReadOnlyList<ProvisioningOutcome> untaken, bool hasJournal)
    {
        List<ProvisioningOutcome> created = [.. untaken.Where(outcome => outcome.Error is null)];
        List<ProvisioningOutcome> unknown = [.. untaken.Where(outcome => outcome.Error is { ErrorId: ErrorId.GuestOutcomeUnknown or ErrorId.UnexpectedResponse })];
        if (created.Count + unknown.Count == 0)
        {
            return null;
        }

        return "The pipeline ended early."
            + Sentence(created, "created and could not be handed out")
            + Sentence(unknown, "sent, and no answer was waited for: what was asked for may exist")
            + (hasJournal ? " The journal has it all: run the same again." : " Look them up before you run the rows again. With -JournalPath nothing would be lost.");
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
