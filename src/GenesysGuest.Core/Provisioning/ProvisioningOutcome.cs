using GenesysGuest.Provisioning;

namespace GenesysGuest;

/// <summary>What became of a row: a result or an error, never both and never neither.</summary>
public abstract record ProvisioningOutcome
{
    private protected ProvisioningOutcome(ProvisioningRow row, Verdict verdict)
    {
        Row = row;
        Result = verdict.Result is IRowResult result && result.RowNumber != row.Number ? result.Of(row.Number) : verdict.Result;
        Error = verdict.Error;
        WasSent = verdict.WasSent;
        IsFromJournal = verdict.IsFromJournal;
        MayExistTwice = verdict.MayExistTwice;
    }

    /// <summary>The row.</summary>
    public ProvisioningRow Row { get; }

    /// <summary>What it became, if it did.</summary>
    public object? Result { get; }

    /// <summary>Whether it may exist twice: the service failed in a way that leaves open what it did (500, 502, 504), and the request was sent again.</summary>
    public bool MayExistTwice { get; }

    /// <summary>Why there is no result.</summary>
    public GenesysException? Error { get; }

    /// <summary>Whether this run sent the row: a request that carried it left.</summary>
    internal bool WasSent { get; }

    /// <summary>Whether it was decided before: by an earlier run, or by an earlier row of this one.</summary>
    internal bool IsFromJournal { get; }

    /// <summary>What the result is counted as.</summary>
    internal virtual Deed Deed => Deed.Created;

    /// <summary>What became of which row.</summary>
    /// <returns>One line.</returns>
    public sealed override string ToString() => Error is null ? $"Row {Row.Number}: {Result}" : $"{Error.ErrorId}: {Error.Message}";
}
