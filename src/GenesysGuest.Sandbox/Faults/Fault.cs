namespace GenesysGuest.Sandbox;

/// <summary>A fault for a <see cref="FaultPlan"/>.</summary>
/// <param name="Kind">The kind of fault.</param>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>The status of <see cref="FaultKind.Status"/> (400 to 599, or 300 to 399 for a redirect) and <see cref="FaultKind.EndlessBody"/>.
    /// The defaults are 503 and 200.</summary>
    public int StatusCode { get; init; } = Kind == FaultKind.Status ? 503 : 200;

    /// <summary>The text of the <c>Retry-After</c> header of <see cref="FaultKind.Status"/>, sent unchanged, or null for no such header.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The <c>Location</c> header of <see cref="FaultKind.Status"/>, or null for no such header.</summary>
    public string? Location { get; init; }

    /// <summary>The body of <see cref="FaultKind.Status"/>, or null for the usual error body of the address.</summary>
    public string? Body { get; init; }

    /// <summary>The media type of <see cref="Body"/>. The default is <c>application/json</c>.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The wait before each byte of <see cref="FaultKind.SlowDrip"/>, by the sandbox's clock. The default is 100 milliseconds.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether the guest is created, the contacts are written, or the tokens are issued before the fault occurs.</summary>
    public bool WorkIsDone => Kind is not (FaultKind.Status or FaultKind.ThrottleAsBadRequest or FaultKind.ResetBeforeRead);

    /// <summary>Creates a <see cref="FaultKind.Status"/> fault.</summary>
    /// <param name="statusCode">300 to 599.</param>
    /// <param name="retryAfter">The text of the <c>Retry-After</c> header, sent unchanged, or null for no such header.</param>
    /// <param name="body">The body, or null for the usual error body of the address.</param>
    public static Fault Status(int statusCode, string? retryAfter = null, string? body = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statusCode, 300);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusCode, 599);
        return new Fault(FaultKind.Status) { StatusCode = statusCode, RetryAfter = retryAfter, Body = body };
    }
}
