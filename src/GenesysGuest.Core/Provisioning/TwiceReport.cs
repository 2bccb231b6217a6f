namespace GenesysGuest.Provisioning;

/// <summary>Warns at the end of a run about results that may exist twice.</summary>
/// <param name="kind">The noun for messages.</param>
/// <param name="log">Receives the warning. If null, it is discarded.</param>
internal sealed class TwiceReport(string kind, Action<Diagnostic>? log)
{
    private readonly RowList _rows = new();

    /// <summary>Records an outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    public void Add(ProvisioningOutcome outcome)
    {
        if (outcome.MayExistTwice)
        {
            _rows.Add(outcome.Row.Number);
        }
    }

    /// <summary>Logs the warning once.</summary>
    public void Warn()
    {
        if (_rows.Take() is { Count: > 0 } rows)
        {
            log?.Invoke(new Diagnostic(
                DiagnosticLevel.Warning,
                $"{(rows.Count == 1 ? $"1 {kind} may exist" : $"{rows.Count} {kind}s may exist")} twice. The service failed without reporting what it did, and the request was sent again. "
                + $"Look for a duplicate of {(rows.Count == 1 ? "row" : "rows")} {rows}."));
        }
    }
}
