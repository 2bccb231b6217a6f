using System.Net.Http.Headers;
using GenesysGuest.Http;
using Polly;

namespace GenesysGuest.Resilience;

/// <summary>A request in the pipeline: what is sent, the rules that apply, and the state of its attempts.</summary>
/// <param name="endpoint">The endpoint, as messages name it: "guests endpoint".</param>
/// <param name="address">The address.</param>
/// <param name="body">The body, which is sent again with each attempt. A GET has none.</param>
/// <param name="contentType">The type of the body.</param>
internal sealed class ApiRequest(string endpoint, Uri address, ReadOnlyMemory<byte> body, MediaTypeHeaderValue contentType)
{
    /// <summary>The body type that the API accepts.</summary>
    public static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>The body type that the token endpoint accepts.</summary>
    public static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");

    private static readonly ResiliencePropertyKey<ApiRequest> Key = new("GenesysGuest.Request");

    /// <summary>The endpoint, as messages name it.</summary>
    public string Endpoint => endpoint;

    /// <summary>The address.</summary>
    public Uri Address => address;

    /// <summary>The HTTP method. The default is POST.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>The attempts after which the request may be sent again.</summary>
    public Repeatable Repeatable { get; init; }

    /// <summary>Whether an incomplete success response is unusable, because the received part is not sufficient.</summary>
    public bool NeedsWholeResponse { get; init; }

    /// <summary>The maximum number of retries.</summary>
    public int MaxRetryCount { get; init; }

    /// <summary>How long to wait during an outage.</summary>
    public TimeSpan OutageTimeout { get; init; }

    /// <summary>What to do after an outage that ended the request. The message appends when to do it.</summary>
    public string Again { get; init; } = "Try again";

    /// <summary>An additional limit set by the user, below the server's limit. Null for none.</summary>
    public RequestCap? Cap { get; init; }

    /// <summary>Recognizes a response that throttles the request with a status other than 408 and 429, or null if the endpoint sends none.</summary>
    public Func<Response, bool>? IsThrottled { get; init; }

    /// <summary>Awaited before each attempt, or null.</summary>
    public Func<Task>? Sending { get; set; }

    /// <summary>Awaited after each refusal that will be followed by another attempt. Receives <see cref="HasLeft"/>. Can be null.</summary>
    public Func<bool, Task>? Refused { get; set; }

    /// <summary>Cancels the wait for the response to a request that was sent.</summary>
    public CancellationToken Abandon { get; init; }

    /// <summary>The rows of the request, as log lines name them, or null if there are none.</summary>
    public string? Subject { get; init; }

    /// <summary>Receives log entries. If null, they are discarded.</summary>
    public Action<Diagnostic>? Watcher { get; init; }

    /// <summary>The secrets in the attempts. Any response may repeat them.</summary>
    public IReadOnlyList<string> Credentials { get; set; } = [];

    /// <summary>Whether an attempt was sent, so the server may have received the request.</summary>
    public bool HasLeft { get; set; }

    /// <summary>Whether the server may have acted on an attempt that did not succeed, so a retry may act twice.</summary>
    public bool MayHaveActed { get; set; }

    /// <summary>Whether a new token is available, because the last attempt's token was refused.</summary>
    public bool HasNewToken { get; set; }

    /// <summary>The number of retries so far.</summary>
    public int Retries { get; set; }

    /// <summary>How long to wait before the next attempt.</summary>
    public TimeSpan Wait { get; set; }

    /// <summary>Creates the body for an attempt.</summary>
    /// <returns>The body, or null for a GET.</returns>
    public RequestBody? NewBody() => Method == HttpMethod.Get ? null : new(body, contentType);

    /// <summary>Adds the token of an attempt to <see cref="Credentials"/>.</summary>
    /// <param name="token">The token.</param>
    public void AddToken(BearerToken token) => Credentials = Credentials.Count == 0 ? token.Secrets : [.. Credentials.Union(token.Secrets, StringComparer.Ordinal)];

    /// <summary>Returns the request of a context.</summary>
    /// <param name="context">The context.</param>
    /// <returns>The request.</returns>
    public static ApiRequest Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    /// <summary>Attaches this request to a context.</summary>
    /// <param name="context">The context.</param>
    public void AttachTo(ResilienceContext context) => context.Properties.Set(Key, this);

    /// <summary>Logs an entry if there is a watcher.</summary>
    /// <param name="level">The level of the entry.</param>
    /// <param name="message">Creates the message, without secrets. It is called only if there is a watcher.</param>
    public void Log(DiagnosticLevel level, Func<string> message) =>
        Watcher?.Invoke(new Diagnostic(level, Subject is null ? message() : $"{Subject}: {message()}"));
}
