using System.Net;

namespace GenesysGuest.Http;

/// <summary>A server's answer, as much of it as came and as is wanted.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body, up to <see cref="MaxBodyLength"/> bytes.</param>
/// <param name="Completeness">Whether that is all of the body.</param>
/// <param name="RawCorrelationId"><c>ININ-Correlation-Id</c> as it came.</param>
/// <param name="RetryAfter"><c>Retry-After</c>.</param>
/// <param name="Limit">The <c>inin-ratelimit-*</c> headers.</param>
internal sealed record Response(
    HttpStatusCode Status, ReadOnlyMemory<byte> Body, BodyCompleteness Completeness, string? RawCorrelationId, TimeSpan? RetryAfter, RateLimit? Limit)
{
    /// <summary>No answer of the contract comes near 1 MiB; what is longer is not read.</summary>
    public const int MaxBodyLength = 1024 * 1024;

    /// <summary><c>ININ-Correlation-Id</c>, fit for a message.</summary>
    public string? CorrelationId => RawCorrelationId is null ? null : Printable.Text(new KnownSecrets(Credentials).MaskIn(RawCorrelationId));

    /// <summary>What the request bore in this and earlier attempts, and nobody may see: to be masked wherever the answer is shown.</summary>
    public IReadOnlyList<string> Credentials { get; init; } = [];

    /// <summary>Where the proxy is that answered in the server's place (407); null: nobody knows.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Where a redirect leads; null: it is none, or says not where.</summary>
    public Uri? Location { get; init; }

    /// <summary>When the server answered, by its own clock; not of a success to a request with a body.</summary>
    public DateTimeOffset? Date { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and <= 299;

    public override string ToString() => $"{(int)Status}";
}
