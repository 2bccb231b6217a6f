using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using GenesysGuest.Http;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>A failure to reach a server is recognized by its causes, and has a remedy that fits.</summary>
public sealed class NetworkFailureTests
{
    private static readonly Uri Address = new("https://usw2.pure.cloud:8443/x");

    public static TheoryData<string, string, string> Failures => new()
    {
        { "refused", "usw2.pure.cloud refused the connection on port 8443", "firewall" },
        { "not found", "the host name usw2.pure.cloud was not found", "region" },
        { "no data", "the host name usw2.pure.cloud was not found", "region" },
        { "try again", "the host name usw2.pure.cloud was not found", "region" },
        { "web name", "the host name usw2.pure.cloud was not found", "region" },
        { "tls", "the TLS connection to usw2.pure.cloud was refused", "clock" },
        { "web trust", "the TLS connection to usw2.pure.cloud failed", "clock" },
        { "proxy", "the proxy refused the connection", "-NoProxy" },
        { "proxy scheme", "the address of the proxy is not supported", "http://" },
        { "time", "usw2.pure.cloud did not respond in time", "firewall" },
        { "other", "the connection to usw2.pure.cloud failed", "try again" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_has_its_reason(string kind, string reason, string remedy)
    {
        Assert.NotEmpty(remedy);
        Assert.StartsWith(reason, Of(kind).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_has_its_remedy(string kind, string reason, string remedy)
    {
        Assert.NotEmpty(reason);
        NetworkFailure failure = Of(kind);
        GenesysException error = new(ErrorId.ServiceUnavailable, failure.Reason, failure.Remedy) { NextStep = failure.NextStep };
        Assert.Contains(remedy, error.AtThePrompt(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("refused", "the proxy proxy.example.com refused the connection on port 3128")]
    [InlineData("not found", "the host name of the proxy proxy.example.com was not found")]
    [InlineData("web proxy name", "the host name of the proxy proxy.example.com was not found")]
    [InlineData("proxy", "the proxy proxy.example.com refused the connection to usw2.pure.cloud")]
    [InlineData("time", "the proxy proxy.example.com did not connect to usw2.pure.cloud in time")]
    [InlineData("other", "the connection to usw2.pure.cloud through the proxy proxy.example.com failed")]
    [InlineData("tls", "the TLS connection to usw2.pure.cloud was refused")]
    public void What_a_proxy_did_is_not_said_of_the_server(string kind, string reason) =>
        Assert.StartsWith(reason, Of(kind, new Uri("http://user:s3cret@proxy.example.com:3128")).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData(HttpRequestError.ProxyTunnelError, 407, "x", true)]
    [InlineData(HttpRequestError.ProxyTunnelError, null, "The proxy tunnel request failed with status code '407'.", true)]
    [InlineData(HttpRequestError.ProxyTunnelError, 403, "x", false)]
    [InlineData(HttpRequestError.ConnectionError, 407, "'407'", false)]
    public void A_proxy_says_in_its_status_or_in_its_message_that_it_asks_for_authentication(HttpRequestError kind, int? status, string message, bool expected) =>
        Assert.Equal(expected, NetworkFailure.IsProxyAuthentication(new HttpRequestException(kind, message, statusCode: (HttpStatusCode?)status)));

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_is_recognized_without_what_it_quotes(string kind, string reason, string remedy)
    {
        Assert.NotEmpty(remedy);
        Exception redacted = ExceptionRedaction.Redact(Cause(kind), []);

        Assert.StartsWith(reason, NetworkFailure.Of(redacted, Address).Reason, StringComparison.Ordinal);
    }

    private static NetworkFailure Of(string kind, Uri? proxy = null) => NetworkFailure.Of(Cause(kind), Address, proxy);

    private static HttpRequestException Cause(string kind)
    {
        Exception cause = kind switch
        {
            "refused" => new SocketException((int)SocketError.ConnectionRefused),
            "not found" => new SocketException((int)SocketError.HostNotFound),
            "no data" => new SocketException((int)SocketError.NoData),
            "try again" => new SocketException((int)SocketError.TryAgain),
            "web name" => new WebException("x", WebExceptionStatus.NameResolutionFailure),
            "tls" => new AuthenticationException("x"),
            "web proxy name" => new WebException("x", WebExceptionStatus.ProxyNameResolutionFailure),
            "web trust" => new WebException("x", WebExceptionStatus.TrustFailure),
            "proxy" => new HttpRequestException(HttpRequestError.ProxyTunnelError, statusCode: HttpStatusCode.Forbidden),
            "proxy scheme" => new NotSupportedException(),
            "time" => new TimeoutException(),
            _ => new IOException(),
        };
        return new HttpRequestException("outer", new IOException("between", cause));
    }
}
