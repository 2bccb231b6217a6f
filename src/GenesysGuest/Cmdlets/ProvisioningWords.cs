namespace GenesysGuest;

/// <summary>What messages call the work of a cmdlet.</summary>
/// <param name="Noun">What comes out: "guest".</param>
/// <param name="Action">What is done with a row: "Create guest".</param>
/// <param name="Activity">What the progress bar calls it: "Creating guests".</param>
/// <param name="Done">What was done, or would be: "created".</param>
internal sealed record ProvisioningWords(string Noun, string Action, string Activity, string Done)
{
    /// <summary>What happens to rows that are left out: "passed over because they are empty".</summary>
    public string Skipped { get; init; } = "passed over because they are empty";

    /// <summary>Whether a row that was acted on may simply be run again.</summary>
    public bool MayRepeat { get; init; }
}
