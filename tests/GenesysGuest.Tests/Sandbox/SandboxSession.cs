using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GenesysGuest.Sandbox;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Sandbox;

/// <summary>A sandbox on a clock that stands still, and a bare HTTP client that follows no redirect.</summary>
internal sealed class SandboxSession : IAsyncDisposable
{
    /// <summary>The verifier and challenge of RFC 7636 appendix B.</summary>
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    public const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    public const string RedirectUri = "http://127.0.0.1:8765/callback";

    public const string Ada = """{"name":"Ada","email":"ada@example.com"}""";

    private SandboxSession(SandboxServer server, ManualClock clock)
    {
        Server = server;
        Clock = clock;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
        {
            BaseAddress = server.BaseAddress,
            Timeout = TimeSpan.FromSeconds(30),
        };
    }

    public SandboxServer Server { get; }

    public ManualClock Clock { get; }

    public HttpClient Http { get; }

    public static async Task<SandboxSession> StartAsync(SandboxOptions? options = null)
    {
        ManualClock clock = new();
        options ??= new SandboxOptions { AutoApprove = true };
        return new SandboxSession(await SandboxServer.StartAsync(options with { Clock = clock }), clock);
    }

    /// <summary>Sends a good authorization request, with these parameters changed, or left out where they are null.</summary>
    public Task<HttpResponseMessage> AuthorizeAsync(params (string Name, string? Value)[] changes) =>
        Http.GetAsync(new Uri("/api/v2/oauth/authorize" + Query(changes), UriKind.Relative));

    public static string Query(params (string Name, string? Value)[] changes) => "?" + Join(Changed(
        changes,
        ("response_type", "code"),
        ("client_id", "sandbox-client"),
        ("redirect_uri", RedirectUri),
        ("scope", SandboxOptions.GuestScopes),
        ("code_challenge", Challenge),
        ("code_challenge_method", "S256"),
        ("state", "5ca1ab1e")));

    public async Task<string> GetCodeAsync(params (string Name, string? Value)[] changes)
    {
        using HttpResponseMessage response = await AuthorizeAsync(changes);
        return RedirectParameters(response)["code"];
    }

    /// <summary>Sends a good token request for a code, with these fields changed, or left out where they are null.</summary>
    public Task<HttpResponseMessage> RedeemAsync(string code, params (string Name, string? Value)[] changes) => PostTokenAsync(Changed(
        changes,
        ("grant_type", "authorization_code"),
        ("client_id", "sandbox-client"),
        ("code", code),
        ("code_verifier", Verifier),
        ("redirect_uri", RedirectUri)));

    public Task<HttpResponseMessage> RefreshAsync(string refreshToken, params (string Name, string? Value)[] changes) => PostTokenAsync(Changed(
        changes, ("grant_type", "refresh_token"), ("client_id", "sandbox-client"), ("refresh_token", refreshToken)));

    public Task<HttpResponseMessage> PostTokenAsync(IEnumerable<(string Name, string Value)> fields, string? authorization = null)
    {
        HttpRequestMessage request = new(HttpMethod.Post, Server.TokenUri)
        {
            Content = new StringContent(Join(fields), new MediaTypeHeaderValue("application/x-www-form-urlencoded")),
        };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return Http.SendAsync(request);
    }

    public async Task<(string Access, string Refresh)> SignInAsync()
    {
        using HttpResponseMessage response = await RedeemAsync(await GetCodeAsync());
        JsonElement tokens = await JsonOfAsync(response);
        return (tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("refresh_token").GetString()!);
    }

    public Task<HttpResponseMessage> CreateGuestAsync(
        string accessToken, string body = Ada, string contentType = "application/json", string? accept = "application/json")
    {
        HttpRequestMessage request = new(HttpMethod.Post, Server.GuestsUri) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + accessToken);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<int> GuestStatusAsync(string accessToken, string body = Ada)
    {
        using HttpResponseMessage response = await CreateGuestAsync(accessToken, body);
        return (int)response.StatusCode;
    }

    public static async Task<JsonElement> JsonOfAsync(HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsStringAsync());

    public static async Task<string> MemberAsync(HttpResponseMessage response, string member) =>
        (await JsonOfAsync(response)).GetProperty(member).GetString()!;

    public static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(", ", values) : "(none)";

    public static Dictionary<string, string> RedirectParameters(HttpResponseMessage response) => response.Headers.Location!.Query[1..].Split('&')
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }

    private static IEnumerable<(string Name, string Value)> Changed(
        (string Name, string? Value)[] changes, params (string Name, string Value)[] usual) =>
        usual.ExceptBy(changes.Select(change => change.Name), field => field.Name, StringComparer.Ordinal)
            .Concat(changes.Where(change => change.Value is not null).Select(change => (change.Name, change.Value!)));

    private static string Join(IEnumerable<(string Name, string Value)> fields) =>
        string.Join('&', fields.Select(field => field.Name + "=" + Uri.EscapeDataString(field.Value)));
}
