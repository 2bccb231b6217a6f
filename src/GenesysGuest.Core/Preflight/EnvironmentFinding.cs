namespace GenesysGuest;

/// <summary>One thing that was looked at before the work began.</summary>
/// <param name="Part">What of the environment it is about.</param>
/// <param name="Status">What it comes to.</param>
/// <param name="Asked">What was asked, of whom; without secrets.</param>
/// <param name="Answer">What came, as a sentence.</param>
/// <param name="Remedy">What to do, as sentences; null: nothing.</param>
public sealed record EnvironmentFinding(EnvironmentPart Part, FindingStatus Status, string Asked, string Answer, string? Remedy = null)
{
    /// <summary>What kind of step the remedy asks for.</summary>
    public NextStep NextStep { get; init; }

    /// <summary>What the step takes, such as a layout; null: nothing.</summary>
    public string? NextStepArgument { get; init; }

    /// <summary>What was found, in one line.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => $"{Part}: {Status}. {Answer}{(Remedy is null ? "" : $" {Remedy}")}";
}
