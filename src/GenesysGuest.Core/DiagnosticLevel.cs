namespace GenesysGuest;

/// <summary>The importance of a diagnostic.</summary>
public enum DiagnosticLevel
{
    /// <summary>For debugging: redacted bodies of failed responses.</summary>
    Debug,

    /// <summary>For following the progress: one line for each retry.</summary>
    Verbose,

    /// <summary>For everyone.</summary>
    Warning,
}
