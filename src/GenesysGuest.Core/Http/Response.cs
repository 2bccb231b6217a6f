using System.Net;

namespace GenesysGuest.Http;

/// <summary>A server's response: the parts that are needed, as far as they were received.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body, up to <see cref="MaxBodyLength"/> bytes.</param>
/// <param name="Completeness">Whether the body is complete.</param>
/// <param name="RawCorrelationId">The unprocessed <c>ININ-Correlation-Id</c> header.</param>
/// <param name="RetryAfter">The <c>Retry-After</c> header.</param>
/// <param name="Limit">The <c>inin-ratelimit-*</c> headers.</param>
internal sealed record Response(
    HttpStatusCode Status, ReadOnlyMemory<byte> Body, BodyCompleteness Completeness, string? RawCorrelationId, TimeSpan? RetryAfter, RateLimit? Limit)
{
    /// <summary>The maximum body length. No response in the contract is close to 1 MiB, and longer bodies are not read further.</summary>
    public const int MaxBodyLength = 1024 * 1024;

    /// <summary>The <c>ININ-Correlation-Id</c> header, safe to display.</summary>
    public string? CorrelationId => RawCorrelationId is null ? null : Printable.Text(new KnownSecrets(Credentials).MaskIn(RawCorrelationId));

    /// <summary>The secrets in this request and in earlier attempts. They must be masked wherever the response is shown.</summary>
    public IReadOnlyList<string> Credentials { get; init; } = [];

    /// <summary>The address of the proxy that responded instead of the server (407), or null if it is unknown.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The target of a redirect, or null if the response is not a redirect or has no target.</summary>
    public Uri? Location { get; init; }

    /// <summary>The date of the response, by the server's clock. Not read for a success response to a request with a body.</summary>
    public DateTimeOffset? Date { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and <= 299;

    public override string ToString() => $"{(int)Status}";
}
