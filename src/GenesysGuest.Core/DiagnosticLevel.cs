namespace GenesysGuest;

/// <summary>The importance of a diagnostic.</summary>
public enum DiagnosticLevel
{
    /// <summary>Details for debugging: the redacted bodies of error responses.</summary>
    Debug,

    /// <summary>Progress: one line for each retry.</summary>
    Verbose,

    /// <summary>A problem that every user should see.</summary>
    Warning,
}
