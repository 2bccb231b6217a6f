namespace GenesysGuest.Sandbox;

/// <summary>One way for an item of a bulk request to go wrong, to be given to <see cref="FaultPlan"/>.</summary>
/// <param name="Kind">Which way.</param>
public sealed record ItemFault(ItemFaultKind Kind)
{
    /// <summary>The item's status, with <see cref="ItemFaultKind.Status"/>: 400 to 599. 503 at first.</summary>
    public int StatusCode { get; init; } = 503;

    /// <summary>The error's code. Null for the one usual with the status.</summary>
    public string? Code { get; init; }

    /// <summary>Whether the error says that the item may be sent again. Null, the default: it does with 408, 429 and 500 to 599.</summary>
    public bool? IsRetryable { get; init; }

    /// <summary>An <see cref="ItemFaultKind.Status"/> fault.</summary>
    /// <param name="statusCode">400 to 599.</param>
    /// <param name="isRetryable">Whether the item may be sent again; null: as is usual with the status.</param>
    /// <param name="code">The error's code; null for the one usual with the status.</param>
    public static ItemFault Status(int statusCode, bool? isRetryable = null, string? code = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statusCode, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusCode, 599);
        return new ItemFault(ItemFaultKind.Status) { StatusCode = statusCode, IsRetryable = isRetryable, Code = code };
    }

    internal ItemError ToError()
    {
        ApiError usual = ApiError.OfStatus(StatusCode);
        return new ItemError(StatusCode, Code ?? usual.Code, usual.Message) { IsRetryable = IsRetryable ?? StatusCode is 408 or 429 or >= 500 };
    }
}
