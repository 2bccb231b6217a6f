namespace GenesysGuest;

/// <summary>The finding of one check.</summary>
/// <param name="Part">The part of the environment.</param>
/// <param name="Status">The status.</param>
/// <param name="Asked">The request and its target, without secrets.</param>
/// <param name="Answer">The result, as a sentence.</param>
/// <param name="Remedy">The remedy, as sentences, or null if none is needed.</param>
public sealed record EnvironmentFinding(EnvironmentPart Part, FindingStatus Status, string Asked, string Answer, string? Remedy = null)
{
    /// <summary>The kind of step that the remedy asks for.</summary>
    public NextStep NextStep { get; init; }

    /// <summary>The argument of the step, such as a layout, or null if it needs none.</summary>
    public string? NextStepArgument { get; init; }

    /// <summary>Describes the finding in one line.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => $"{Part}: {Status}. {Answer}{(Remedy is null ? "" : $" {Remedy}")}";
}
