using GenesysGuest.Provisioning;

namespace GenesysGuest;

/// <summary>The outcome of a row: either a result or an error.</summary>
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

    /// <summary>The result, or null if the row failed.</summary>
    public object? Result { get; }

    /// <summary>Whether the result may exist twice: the service failed without reporting what it did (500, 502, 504, or 520 to 527), and the request was sent again.</summary>
    public bool MayExistTwice { get; }

    /// <summary>The error, or null if the row succeeded.</summary>
    public GenesysException? Error { get; }

    /// <summary>Whether this run sent the row in a request.</summary>
    internal bool WasSent { get; }

    /// <summary>Whether the row was decided before, by an earlier run or by an earlier row of this run.</summary>
    internal bool IsFromJournal { get; }

    /// <summary>The kind of result, for the summary.</summary>
    internal virtual ResultKind ResultKind => ResultKind.Created;

    /// <summary>Describes the outcome.</summary>
    /// <returns>One line.</returns>
    public sealed override string ToString() => Error is null ? $"Row {Row.Number}: {Result}" : $"{Error.ErrorId}: {Error.Message}";
}
