namespace GenesysGuest;

/// <summary>Something worth telling while the work goes on. Never holds a secret.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="Message">One line, or a redacted body.</param>
public sealed record Diagnostic(DiagnosticLevel Level, string Message);
