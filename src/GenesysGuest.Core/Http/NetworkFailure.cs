using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace GenesysGuest.Http;

/// <summary>What a failure to reach a server was, and what to do about it.</summary>
/// <param name="Reason">A clause that follows "could not be reached: ".</param>
/// <param name="Remedy">What to do.</param>
/// <param name="NextStep">What kind of step that is.</param>
internal sealed record NetworkFailure(string Reason, string Remedy, NextStep NextStep = NextStep.None)
{
    /// <summary>The proxy wants to know who asks, or does not believe it: 407.</summary>
    /// <param name="proxy">Where it is; null: nobody knows.</param>
    /// <returns>The failure.</returns>
    public static NetworkFailure ProxyAuthentication(Uri? proxy) => new(
        $"{Named(proxy)} asks for authentication", "Sign in again and give the proxy's credential; if you gave it, check its password.", NextStep.GiveProxyCredential);

    /// <summary>Whether a proxy said so before there was a tunnel. .NET Framework hands the answer on instead.</summary>
    /// <param name="exception">What the handler threw.</param>
    /// <returns>True if the proxy wants to know who asks.</returns>
    public static bool IsProxyAuthentication(HttpRequestException exception) =>
#if NETSTANDARD2_0
        false;
#else
        exception.HttpRequestError == HttpRequestError.ProxyTunnelError
        && (exception.StatusCode == HttpStatusCode.ProxyAuthenticationRequired || exception.Message.Contains("'407'", StringComparison.Ordinal)); // .NET 8 says it in the message only
#endif

    /// <summary>Recognizes a failure by its causes.</summary>
    /// <param name="exception">What the handler threw.</param>
    /// <param name="address">Where the request was going.</param>
    /// <param name="proxy">Where the proxy on the way is: what is not reached then is the proxy. Null: there is none.</param>
    /// <returns>The failure.</returns>
    public static NetworkFailure Of(Exception exception, Uri address, Uri? proxy = null)
    {
        const string proxyRemedy = "Check the proxy settings, or use no proxy.";
        string host = address.Host;
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case GenesysException noToken:
                    return new($"there is no access token: {noToken.Message.TrimEnd('.')}", noToken.Remedy, noToken.NextStep);
                case AuthenticationException:
                    return new(
                        $"the TLS connection to {host} was refused, its certificate is not trusted or does not match",
                        $"Check this computer's clock and its trusted roots, and whether something intercepts the connection to {host}.");
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery } when proxy is not null:
                case WebException { Status: WebExceptionStatus.ProxyNameResolutionFailure }:
                    return new($"the name of {Named(proxy)} was not found", proxyRemedy, NextStep.CheckProxy);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery }:
                    return new(
                        $"the name {host} was not found",
                        "Check the network, and that the environment is the domain of your organization's region.");
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused } when proxy is not null:
                    return new($"{Named(proxy)} refused the connection on port {proxy.Port}", proxyRemedy, NextStep.CheckProxy);
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return new(
                        $"{host} refused the connection on port {address.Port}",
                        "Check the environment, the firewall and the proxy settings.", NextStep.CheckProxy);
                case WebException { Status: WebExceptionStatus.NameResolutionFailure }:
                    return new($"the name {host} was not found", "Check the network, and that the environment is the domain of your organization's region.");
                case WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure }:
                    return new(
                        $"the TLS connection to {host} failed, or its certificate is not trusted",
                        $"Check this computer's clock and its trusted roots, and whether something intercepts the connection to {host}.");
#if !NETSTANDARD2_0
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }:
                    return new($"{Named(proxy)} refused the connection to {host}", proxyRemedy, NextStep.CheckProxy);
#endif
                case NotSupportedException:
                    return new(
                        "the proxy's address is not one that can be used",
                        "Give the proxy's address with its scheme (http://proxy.example.com:8080), or use no proxy.", NextStep.CheckProxy);
                case TimeoutException when proxy is not null:
                    return new($"{Named(proxy)} gave no connection to {host} in time", "Check the network and the proxy settings.", NextStep.CheckProxy);
                case TimeoutException:
                    return new($"{host} did not answer in time", "Check the network, the firewall and the proxy settings.", NextStep.CheckProxy);
            }
        }

        string way = proxy is null ? "" : $" by way of {Named(proxy)}";
        return new($"the connection to {host}{way} failed", "Check the network, the firewall and the proxy settings, then try again.", NextStep.CheckProxy);
    }

    private static string Named(Uri? proxy) => proxy is null ? "the proxy" : $"the proxy {proxy.Host}";
}
