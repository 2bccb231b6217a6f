using System.Net.Sockets;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Preflight;

/// <summary>All hosts of the network at once: it answers each request as a test says, or not at all, and remembers what it was asked.</summary>
internal sealed class ScriptedSite
{
    private readonly Lock _gate = new();
    private readonly List<SentRequest> _requests = [];

    /// <summary>What is answered, by method and address without its query; nothing: the name is not found.</summary>
    public Dictionary<string, Reply> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>What is answered everywhere else; null: the name is not found.</summary>
    public Reply? Otherwise { get; set; }

    public ManualClock Clock { get; } = new();

    public IReadOnlyList<SentRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    public ConnectionOptions Options => new()
    {
        CreateHandler = () => new Handler(this),
        TimeProvider = Clock,
        RequestTimeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>A site whose sign-in is as it should be in one layout, and which knows nothing else (404).</summary>
    public static ScriptedSite In(HostLayout layout, string domain = "usw2.pure.cloud")
    {
        GenesysEnvironment there = GenesysEnvironment.Parse(domain, layout);
        return new()
        {
            Otherwise = Reply.Of(404),
            Answers =
            {
                [$"GET {there.AuthorizeUri}"] = Reply.Json(302, "", ("Location", "/login")),
                [$"POST {there.TokenUri}"] = Reply.OAuthError(400, "invalid_request"),
                [$"GET {there.GuestsUri}"] = Reply.GenesysError(405, "method.not.allowed"),
                [$"GET {new Uri(there.GuestsUri, "../tokens/me")}"] = Reply.Json(200, TokensMe),
            },
        };
    }

    /// <summary>What the API says of a token.</summary>
    public const string TokensMe =
        """{"organization":{"id":"o-1","name":"Acme"},"homeOrganization":{"id":"o-1"},"authorizedScope":["webmessaging:guest:create","externalusers:write"],"OAuthClient":{"id":"client-1","name":"Guests"}}""";

    private sealed class Handler(ScriptedSite site) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            Dictionary<string, string> headers = request.Headers.ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
            SentRequest seen = new(request.RequestUri!, headers, new Lazy<string>(body), site.Clock.GetUtcNow());
            _ = seen.Content.Value;
            lock (site._gate)
            {
                site._requests.Add(seen);
            }

            Reply? reply = site.Answers.GetValueOrDefault($"{request.Method} {request.RequestUri!.GetLeftPart(UriPartial.Path)}") ?? site.Otherwise;
            await (reply?.Gate ?? Task.CompletedTask).WaitAsync(cancellationToken);
            return reply switch
            {
                null => throw new HttpRequestException("Name or service not known", new SocketException((int)SocketError.HostNotFound)),
                { Thrown: { } thrown } => throw thrown,
                _ => reply.ToMessage(),
            };
        }
    }
}
