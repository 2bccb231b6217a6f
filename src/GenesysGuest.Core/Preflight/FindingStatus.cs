namespace GenesysGuest;

/// <summary>The status of a finding.</summary>
public enum FindingStatus
{
    /// <summary>The check passed.</summary>
    Passed,

    /// <summary>The work can continue, but the user should know about the finding.</summary>
    Warning,

    /// <summary>The work cannot continue before this is fixed.</summary>
    Failed,

    /// <summary>The check was not run. The finding states why.</summary>
    Skipped,
}
