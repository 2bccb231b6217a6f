using System.Diagnostics;
using System.Net;
using System.Text.Json;
using GenesysGuest.Tests.Browser;
using GenesysGuest.Tests.Modules;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.OAuthPeer;

/// <summary>An OAuth server that neither the vendor nor this project wrote, in a process of its own, for the time of one test.</summary>
internal sealed class PeerServer : IAsyncDisposable
{
    /// <summary>A redirect URI on a port that is free.</summary>
    public const string AnyPort = "http://127.0.0.1:0/callback";

    /// <summary>For a whole test. When it is over the server is ended, and with it whatever waits for an answer.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _limit = new(Limit);
    private readonly Process _node;
    private readonly CancellationTokenRegistration _end;

    private PeerServer(Process node)
    {
        _node = node;
        _end = _limit.Token.Register(End);
    }

    /// <summary>Where it is installed.</summary>
    public static NpmFolder Npm { get; } = new(Repository.PathTo("tests/GenesysGuest.OAuthPeer"), "the OAuth server");

    /// <summary>Where it is, with the issuer that it names.</summary>
    public GenesysEnvironment Environment { get; private set; } = null!;

    /// <summary>The same without knowing the issuer.</summary>
    public GenesysEnvironment Unnamed { get; private set; } = null!;

    /// <summary>How it is reached.</summary>
    public static ConnectionOptions Options { get; } = new() { UseProxy = false, MaxRetryCount = 0 };

    /// <summary>Cancelled when the test has taken too long.</summary>
    public CancellationToken TooLong => _limit.Token;

    public static async Task<PeerServer> StartAsync()
    {
        string[] arguments = ["server.mjs", JsonSerializer.Serialize(PeerClients.Registrations), JsonSerializer.Serialize($"{PeerClients.Scopes} {PeerClients.ScopeOfNobody}".Split(' '))];
        ProcessStartInfo start = new(Programs.Node!, arguments)
        {
            WorkingDirectory = Npm.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        PeerServer server = new(Process.Start(start)!);
        try
        {
            Task<string> errors = server._node.StandardError.ReadToEndAsync(server.TooLong);
            string address = await server._node.StandardOutput.ReadLineAsync(server.TooLong) ?? throw new InvalidOperationException(await errors);
            server.Unnamed = GenesysEnvironment.Parse(address).With(authorizeUri: new Uri($"{address}/auth"), tokenUri: new Uri($"{address}/token"));
            server.Environment = server.Unnamed.With(issuer: address);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks for a user's consent, who gives it at once, and waits for the answer as a sign-in does.</summary>
    /// <param name="client">Which client asks.</param>
    /// <param name="environment">Where; null: here, with the issuer.</param>
    /// <param name="scopes">For what; null: what is usual.</param>
    /// <param name="pkce">The proof key; null: a new one.</param>
    /// <param name="options">What the sign-in page is told besides.</param>
    /// <returns>What is needed to redeem the answer.</returns>
    public async Task<Consent> AskAsync(OAuthClient client, GenesysEnvironment? environment = null, string[]? scopes = null, Pkce? pkce = null, SignInOptions? options = null)
    {
        using LoopbackReceiver receiver = LoopbackReceiver.Bind(AnyPort);
        pkce ??= Pkce.Create();
        AuthorizationRequest request = AuthorizationRequest.Create(environment ?? Environment, client.Id, receiver.RedirectUri, scopes, pkce, options);
        Task<AuthorizationResponse> answer = receiver.ReceiveAsync(request, Limit, TooLong);
        Page page = await Visitor.OpenAsync(request.Uri, TooLong);
        Assert.True(page.Status == HttpStatusCode.OK, page.Text);
        return new Consent(client, request, await answer, pkce);
    }

    /// <summary>Opens a connection.</summary>
    /// <param name="grant">With what.</param>
    public Task<Connection> OpenAsync(Grant grant) => Connection.OpenAsync(grant, Options, TooLong);

    /// <summary>What is said of a grant that is refused.</summary>
    /// <param name="grant">The grant.</param>
    public Task<SignInException> RefusedAsync(Grant grant) => Assert.ThrowsAsync<SignInException>(() => OpenAsync(grant));

    public async ValueTask DisposeAsync()
    {
        await _end.DisposeAsync();
        _node.StandardInput.Close();
        try
        {
            await _node.WaitForExitAsync(_limit.Token);
        }
        finally
        {
            End();
            _node.Dispose();
            _limit.Dispose();
        }
    }

    private void End()
    {
        if (!_node.HasExited)
        {
            _node.Kill(entireProcessTree: true);
        }
    }
}
