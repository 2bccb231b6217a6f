namespace GenesysGuest.Sandbox;

/// <summary>One way of going wrong, to be given to <see cref="FaultPlan"/>.</summary>
/// <param name="Kind">Which way.</param>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>The status of <see cref="FaultKind.Status"/> (400 to 599, or 300 to 399 for a redirect) and <see cref="FaultKind.EndlessBody"/>.
    /// 503 and 200 unless given.</summary>
    public int StatusCode { get; init; } = Kind == FaultKind.Status ? 503 : 200;

    /// <summary>The text of the <c>Retry-After</c> header of <see cref="FaultKind.Status"/>, sent as it is. Null for no such header.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The <c>Location</c> header of <see cref="FaultKind.Status"/>. Null for no such header.</summary>
    public string? Location { get; init; }

    /// <summary>The body of <see cref="FaultKind.Status"/>. Null for the error body usual at the address.</summary>
    public string? Body { get; init; }

    /// <summary>The media type of <see cref="Body"/>. <c>application/json</c> at first.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The wait before each byte of <see cref="FaultKind.SlowDrip"/>, by the sandbox's clock. 100 milliseconds at first.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether the guest is created, the contacts written or the tokens issued before things go wrong.</summary>
    public bool WorkIsDone => Kind is not (FaultKind.Status or FaultKind.ThrottleAsBadRequest or FaultKind.ResetBeforeRead);

    /// <summary>A <see cref="FaultKind.Status"/> fault.</summary>
    /// <param name="statusCode">300 to 599.</param>
    /// <param name="retryAfter">The text of the <c>Retry-After</c> header, sent as it is; null for no such header.</param>
    /// <param name="body">The body; null for the error body usual at the address.</param>
    public static Fault Status(int statusCode, string? retryAfter = null, string? body = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statusCode, 300);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusCode, 599);
        return new Fault(FaultKind.Status) { StatusCode = statusCode, RetryAfter = retryAfter, Body = body };
    }
}
