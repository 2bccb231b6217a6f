namespace GenesysGuest.Sandbox;

/// <summary>A fault of an item in a bulk request, for a <see cref="FaultPlan"/>.</summary>
/// <param name="Kind">The kind of fault.</param>
public sealed record ItemFault(ItemFaultKind Kind)
{
    /// <summary>The item's status, with <see cref="ItemFaultKind.Status"/>: 400 to 599. The default is 503.</summary>
    public int StatusCode { get; init; } = 503;

    /// <summary>The error's code, or null for the usual code of the status.</summary>
    public string? Code { get; init; }

    /// <summary>Whether the error states that the item can be sent again. If null (the default), it does for 408, 429, and 500 to 599.</summary>
    public bool? IsRetryable { get; init; }

    /// <summary>Creates an <see cref="ItemFaultKind.Status"/> fault.</summary>
    /// <param name="statusCode">400 to 599.</param>
    /// <param name="isRetryable">Whether the item can be sent again, or null for the usual value of the status.</param>
    /// <param name="code">The error's code, or null for the usual code of the status.</param>
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
