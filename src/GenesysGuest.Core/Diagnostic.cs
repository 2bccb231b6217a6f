namespace GenesysGuest;

/// <summary>A message about work in progress. It never contains a secret.</summary>
/// <param name="Level">The importance of the message.</param>
/// <param name="Message">One line, or a redacted body.</param>
public sealed record Diagnostic(DiagnosticLevel Level, string Message);
