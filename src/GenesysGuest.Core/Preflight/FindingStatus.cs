namespace GenesysGuest;

/// <summary>What a finding comes to.</summary>
public enum FindingStatus
{
    /// <summary>It is as it should be.</summary>
    Passed,

    /// <summary>The work can go on, and something is to be known.</summary>
    Warning,

    /// <summary>The work cannot go on like this.</summary>
    Failed,

    /// <summary>Nobody looked; the answer says why.</summary>
    Skipped,
}
