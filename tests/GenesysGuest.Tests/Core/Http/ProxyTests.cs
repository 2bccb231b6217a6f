using System.Net;
using System.Net.Sockets;
using GenesysGuest.Tests.Core.Provisioning;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>What goes by a proxy, what never does, and what a proxy's own answers mean.</summary>
public sealed class ProxyTests
{
    private const string NeedsAuthentication =
        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private const string Refuses = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private const string Created = "HTTP/1.1 201 Created\r\nContent-Length: 22\r\nConnection: close\r\n\r\n{\"id\":\"g\",\"token\":\"t\"}";

    private static readonly GuestRequest Ada = new("Ada", "ada@example.com");
    private static readonly GenesysEnvironment Elsewhere = GenesysEnvironment.Parse("usw2.pure.cloud");

    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task What_stays_on_this_computer_is_shown_to_no_proxy(string host)
    {
        await using RawServer proxy = RawServer.Answering(Refuses);
        await using RawServer server = RawServer.Answering(Created);
        using Connection connection = Opened.With(GenesysEnvironment.Parse($"http://{host}:{server.Address.Port}"), "at-0", Through(proxy.Address));

        Guest guest = await connection.CreateGuestAsync(Ada);

        Assert.Equal(("t", 1), (guest.Token, server.Heads.Count));
        Assert.Empty(proxy.Heads);
    }

    [Fact]
    public async Task What_goes_elsewhere_goes_by_the_proxy()
    {
        await using RawServer proxy = RawServer.Answering(Refuses);

        await FailAsync(Through(proxy.Address));

        Assert.StartsWith("CONNECT usw2.pure.cloud:443 HTTP/1.1", Assert.Single(proxy.Heads), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_refuses_is_not_taken_for_the_server()
    {
        await using RawServer proxy = RawServer.Answering(Refuses);

        Assert.Contains(": the proxy 127.0.0.1 refused the connection to usw2.pure.cloud.", (await FailAsync(Through(proxy.Address))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_is_not_taken_for_the_server()
    {
        // Bound and not listening: nobody else can take the port, and nobody answers there.
        using Socket bound = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)bound.LocalEndPoint!).Port;

        string message = (await FailAsync(Through(new Uri($"http://127.0.0.1:{port}")))).Message;

        Assert.Contains($": the proxy 127.0.0.1 refused the connection on port {port}.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_ends_over_a_proxy_names_it()
    {
        await using RawServer proxy = RawServer.Answering(Refuses);
        using Connection connection = Opened.With(Elsewhere, "at-0", Through(proxy.Address));
        using GuestProvisioner provisioner = new(connection, new ProvisioningOptions { ThrottleLimit = 4, OutageTimeout = TimeSpan.FromSeconds(20) });

        (_, Exception? end) = await _clock.RunAsync(provisioner.CollectAsync(ManyRows.Make(40)));

        Assert.Contains("the proxy 127.0.0.1 refused", Assert.IsType<GenesysException>(end).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_given_once()
    {
        await using RawServer proxy = RawServer.Answering(NeedsAuthentication);

        ProvisioningException error = await FailAsync(Through(proxy.Address, new NetworkCredential("ada", "wr0ng-password")), maxRetryCount: 3);

        Assert.Contains(": the proxy 127.0.0.1 requires authentication.", error.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ProxyAuthenticationRequired, error.StatusCode);
        Assert.Single(proxy.Heads, head => head.Contains("Proxy-Authorization: Basic", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_wrong_password_is_given_once_to_sign_in()
    {
        await using RawServer proxy = RawServer.Answering(NeedsAuthentication);

        SignInException error = await Assert.ThrowsAsync<SignInException>(() => _clock.RunAsync(Connection.OpenAsync(
            Grant.ClientCredentials(Elsewhere, new("client-1", "s3cret")), Through(proxy.Address, new NetworkCredential("ada", "wr0ng-password")))));

        Assert.Equal("The token endpoint could not be reached: the proxy 127.0.0.1 requires authentication.", error.Message);
        Assert.Single(proxy.Heads, head => head.Contains("Proxy-Authorization: Basic", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_a_proxy_says_besides_is_not_repeated()
    {
        await using RawServer proxy = RawServer.Answering("HTTP/1.1 502 \e[2Jat-0 gu3st-77\r\nX \e[2Jat-0 gu3st-77\r\n\r\n");
        ProvisioningException error = await FailAsync(Through(new Uri($"http://ada:pr0xy-word@127.0.0.1:{proxy.Address.Port}")));

        Secrecy.AssertHidden(error, "at-0", "gu3st-77", "pr0xy-word");
        Assert.DoesNotContain('\e', Secrecy.AllText(error));
    }

    private ConnectionOptions Through(Uri proxy, ICredentials? credentials = null) => new()
    {
        Proxy = new WebProxy(proxy, BypassOnLocal: false) { Credentials = credentials },
        TimeProvider = _clock,
        RequestTimeout = Timeout.InfiniteTimeSpan,
        Random = () => 0,
    };

    private async Task<ProvisioningException> FailAsync(ConnectionOptions options, int maxRetryCount = 0)
    {
        using Connection connection = Opened.With(Elsewhere, "at-0", options);
        return await Assert.ThrowsAsync<ProvisioningException>(() => _clock.RunAsync(connection.CreateGuestAsync(Ada, maxRetryCount)));
    }
}
