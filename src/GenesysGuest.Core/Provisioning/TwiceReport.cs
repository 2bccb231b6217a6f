namespace GenesysGuest.Provisioning;

/// <summary>Says at the end of a run which results may exist twice.</summary>
/// <param name="kind">The noun of messages.</param>
/// <param name="log">Told of it; null: nobody is.</param>
internal sealed class TwiceReport(string kind, Action<Diagnostic>? log)
{
    private const int MostShown = 20;

    private readonly List<long> _rows = [];
    private int _count;

    /// <summary>Takes in an outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    public void Add(ProvisioningOutcome outcome)
    {
        if (outcome.MayExistTwice && _count++ < MostShown)
        {
            _rows.Add(outcome.Row.Number);
        }
    }

    /// <summary>Says it, once.</summary>
    public void Tell()
    {
        if (_count > 0)
        {
            string more = _count > _rows.Count ? $" and {_count - _rows.Count} more" : "";
            log?.Invoke(new Diagnostic(
                DiagnosticLevel.Warning,
                $"{(_count == 1 ? $"1 {kind} may exist" : $"{_count} {kind}s may exist")} twice: the service failed in a way that leaves open what it did, and the request was sent again. "
                + $"Look for a second one of row {string.Join(", ", _rows)}{more}."));
            _count = 0;
        }
    }
}
