namespace GenesysGuest;

/// <summary>The words for the work of a cmdlet in messages.</summary>
/// <param name="Noun">The result, such as "guest".</param>
/// <param name="Action">The action for a row, such as "Create guest".</param>
/// <param name="Activity">The title of the progress bar, such as "Creating guests".</param>
/// <param name="Done">The participle, such as "created".</param>
internal sealed record ProvisioningWords(string Noun, string Action, string Activity, string Done)
{
    /// <summary>The phrase for rows that are not sent, such as "empty and skipped".</summary>
    public string Skipped { get; init; } = "empty and skipped";

    /// <summary>Whether rows can be run again without harm.</summary>
    public bool MayRepeat { get; init; }
}
