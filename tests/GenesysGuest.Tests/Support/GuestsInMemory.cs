using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using GenesysGuest.Tests.Core.Resilience;

namespace GenesysGuest.Tests.Support;

/// <summary>The guests endpoint in the place of the network, on a clock that a test moves.</summary>
internal sealed class GuestsInMemory : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly List<string> _asked = [];
    private int _underWay;

    /// <summary>A request.</summary>
    /// <param name="Index">How many came before it.</param>
    /// <param name="Email">Whom it asks for.</param>
    /// <param name="CancellationToken">The client gives up.</param>
    public sealed record Request(int Index, string Email, CancellationToken CancellationToken);

    /// <summary>The clock of every connection.</summary>
    public ManualClock Clock { get; } = new();

    /// <summary>What is answered; at first, that the guest was created.</summary>
    public Func<Request, Task<HttpResponseMessage>> Answer { get; set; } = request => Task.FromResult(Created(request));

    /// <summary>Whether connections are refused now, so that nothing leaves.</summary>
    public Func<bool> Refuses { get; set; } = () => false;

    /// <summary>The addresses that were asked for, in the order in which the requests came.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_gate)
            {
                return [.. _asked];
            }
        }
    }

    /// <summary>How many requests are under way.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Makes a connection to this, and says whether its requests are under way.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="environment">Where it seems to be.</param>
    /// <returns>Its traffic.</returns>
    public Traffic Connect(out Connection connection, string environment = "usw2.pure.cloud")
    {
        Traffic traffic = new(this);
        connection = Opened.With(GenesysEnvironment.Parse(environment), "at", new ConnectionOptions
        {
            CreateHandler = () => traffic,
            TimeProvider = Clock,
            RequestTimeout = Timeout.InfiniteTimeSpan,
            Random = () => 0,
        });
        return traffic;
    }

    /// <summary>Makes a connection to this.</summary>
    public Connection Connect(string environment = "usw2.pure.cloud")
    {
        Connect(out Connection connection, environment);
        return connection;
    }

    /// <summary>A guest with a token that tells when it was asked for.</summary>
    public static HttpResponseMessage Created(Request request)
    {
        string json = FormattableString.Invariant(
            $$"""{"id":"id-{{request.Index}}","name":"Guest","email":"{{request.Email}}","token":"token-{{request.Index}}","createdDate":"2030-01-02T12:00:00.123Z"}""");
        return new HttpResponseMessage(HttpStatusCode.Created) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
    }

    /// <summary>An error.</summary>
    public static HttpResponseMessage Error(int status, string? retryAfter = null)
    {
        HttpResponseMessage response = new((HttpStatusCode)status) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        if (retryAfter is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Refuses())
        {
            throw new HttpRequestException("Connection refused", new SocketException((int)SocketError.ConnectionRefused));
        }

        Interlocked.Increment(ref _underWay);
        try
        {
            byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            using JsonDocument json = JsonDocument.Parse(body);
            string email = json.RootElement.GetProperty("email").GetString()!;
            int index;
            lock (_gate)
            {
                index = _asked.Count;
                _asked.Add(email);
            }

            return await Answer(new Request(index, email, cancellationToken));
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
