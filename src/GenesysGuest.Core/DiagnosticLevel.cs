namespace GenesysGuest;

/// <summary>How much a diagnostic matters to whoever watches.</summary>
public enum DiagnosticLevel
{
    /// <summary>For whoever debugs: bodies of failures, redacted.</summary>
    Debug,

    /// <summary>For whoever wants to follow: a line a retry.</summary>
    Verbose,

    /// <summary>For everyone.</summary>
    Warning,
}
