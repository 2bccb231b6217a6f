namespace GenesysGuest;

/// <summary>The status of a finding.</summary>
public enum FindingStatus
{
    /// <summary>The check passed.</summary>
    Passed,

    /// <summary>You can continue, but read the finding.</summary>
    Warning,

    /// <summary>Fix this before you continue.</summary>
    Failed,

    /// <summary>The check was not run. The finding states why.</summary>
    Skipped,
}
