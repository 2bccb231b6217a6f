using System.Net.Http.Headers;
using GenesysGuest.Http;
using Polly;

namespace GenesysGuest.Resilience;

/// <summary>One request on its way through the pipeline: what is sent, on which terms, and what its attempts have come to so far.</summary>
/// <param name="endpoint">What it is sent to, as messages name it: "guests endpoint".</param>
/// <param name="address">Where it goes.</param>
/// <param name="body">The body, sent anew with each attempt; a GET has none.</param>
/// <param name="contentType">The body's type.</param>
internal sealed class ApiRequest(string endpoint, Uri address, ReadOnlyMemory<byte> body, MediaTypeHeaderValue contentType)
{
    /// <summary>The type of the bodies that the API takes.</summary>
    public static readonly MediaTypeHeaderValue Json = new("application/json");

    private static readonly ResiliencePropertyKey<ApiRequest> Key = new("GenesysGuest.Request");

    /// <summary>What it is sent to, as messages name it.</summary>
    public string Endpoint => endpoint;

    /// <summary>Where it goes.</summary>
    public Uri Address => address;

    /// <summary>How it goes: POST unless said otherwise.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>After which attempts it may be sent again.</summary>
    public Repeatable Repeatable { get; init; }

    /// <summary>Whether a success that was cut off is as good as none: what is left of it says too little.</summary>
    public bool NeedsWholeAnswer { get; init; }

    /// <summary>How many times it is repeated at most.</summary>
    public int MaxRetryCount { get; init; }

    /// <summary>How long an outage is waited out.</summary>
    public TimeSpan OutageTimeout { get; init; }

    /// <summary>What to do once an outage that ended it is over, to be followed by when.</summary>
    public string Again { get; init; } = "Run the rows that were not created again";

    /// <summary>A limit of the user's own, on top of the server's; null: none.</summary>
    public RequestCap? Cap { get; init; }

    /// <summary>Recognizes a throttled request that does not come as 408 or 429; null: there is none.</summary>
    public Func<Response, bool>? IsThrottled { get; init; }

    /// <summary>Awaited before each sending; null: nothing.</summary>
    public Func<Task>? Sending { get; set; }

    /// <summary>Awaited after each refusal that will be followed by another sending, and told <see cref="HasLeft"/>; null: nothing.</summary>
    public Func<bool, Task>? Refused { get; set; }

    /// <summary>Gives up on a response that was asked for already.</summary>
    public CancellationToken Abandon { get; init; }

    /// <summary>Whose request it is, as log lines name it; null: nobody's.</summary>
    public string? Subject { get; init; }

    /// <summary>Told of what happens; null: nobody is.</summary>
    public Action<Diagnostic>? Watcher { get; init; }

    /// <summary>What its attempts bear, and nobody may see: any answer may repeat any of it.</summary>
    public IReadOnlyList<string> Credentials { get; set; } = [];

    /// <summary>Whether an attempt left: the server may know of the request.</summary>
    public bool HasLeft { get; set; }

    /// <summary>Whether the server may have acted on an attempt that was not a success, so that a repeat may do it twice.</summary>
    public bool MayHaveActed { get; set; }

    /// <summary>Whether there is another token than the one that the last attempt bore, which was refused.</summary>
    public bool HasNewToken { get; set; }

    /// <summary>How many retries were used up.</summary>
    public int Retries { get; set; }

    /// <summary>How long to wait before the next attempt.</summary>
    public TimeSpan Wait { get; set; }

    /// <summary>The body, new for each attempt.</summary>
    /// <returns>The body; null: a GET has none.</returns>
    public RequestBody? NewBody() => Method == HttpMethod.Get ? null : new(body, contentType);

    /// <summary>Adds the token of an attempt to <see cref="Credentials"/>.</summary>
    /// <param name="token">The token.</param>
    public void Bear(BearerToken token) => Credentials = Credentials.Count == 0 ? token.Secrets : [.. Credentials.Union(token.Secrets, StringComparer.Ordinal)];

    /// <summary>The request that a context belongs to.</summary>
    /// <param name="context">The context.</param>
    /// <returns>The request.</returns>
    public static ApiRequest Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    /// <summary>Makes this request the context's.</summary>
    /// <param name="context">The context.</param>
    public void JoinTo(ResilienceContext context) => context.Properties.Set(Key, this);

    /// <summary>Tells whoever watches.</summary>
    /// <param name="level">How much it matters.</param>
    /// <param name="message">What happened, without secrets; made only if someone watches.</param>
    public void Log(DiagnosticLevel level, Func<string> message) =>
        Watcher?.Invoke(new Diagnostic(level, Subject is null ? message() : $"{Subject}: {message()}"));
}
