namespace GenesysGuest.Provisioning;

/// <summary>Says at the end of a run which results may exist twice.</summary>
/// <param name="kind">The noun of messages.</param>
/// <param name="log">Told of it; null: nobody is.</param>
internal sealed class TwiceReport(string kind, Action<Diagnostic>? log)
{
    private readonly RowList _rows = new();

    /// <summary>Takes in an outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    public void Add(ProvisioningOutcome outcome)
    {
        if (outcome.MayExistTwice)
        {
            _rows.Add(outcome.Row.Number);
        }
    }

    /// <summary>Says it, once.</summary>
    public void Tell()
    {
        if (_rows.Take() is { Count: > 0 } rows)
        {
            log?.Invoke(new Diagnostic(
                DiagnosticLevel.Warning,
                $"{(rows.Count == 1 ? $"1 {kind} may exist" : $"{rows.Count} {kind}s may exist")} twice: the service failed in a way that leaves open what it did, and the request was sent again. "
                + $"Look for a second one of row {rows}."));
        }
    }
}
