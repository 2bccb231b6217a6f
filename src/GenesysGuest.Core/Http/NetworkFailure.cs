using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace GenesysGuest.Http;

/// <summary>Describes a network failure and its remedy.</summary>
/// <param name="Reason">A clause to follow "could not be reached: ".</param>
/// <param name="Remedy">What to do.</param>
/// <param name="NextStep">The kind of step that the remedy asks for.</param>
internal sealed record NetworkFailure(string Reason, string Remedy, NextStep NextStep = NextStep.None)
{
    /// <summary>Creates the failure for a proxy that requires authentication, or that rejected the credential (407).</summary>
    /// <param name="proxy">The address of the proxy, or null if it is unknown.</param>
    /// <returns>The failure.</returns>
    public static NetworkFailure ProxyAuthentication(Uri? proxy) => new(
        $"{Named(proxy)} requires authentication", "Sign in again and specify the credential for the proxy. If you did, check the password.", NextStep.GiveProxyCredential);

    /// <summary>Whether a proxy required authentication before it opened a tunnel. .NET Framework returns the response instead.</summary>
    /// <param name="exception">The exception from the handler.</param>
    /// <returns>True if the proxy requires authentication.</returns>
    public static bool IsProxyAuthentication(HttpRequestException exception) =>
#if NETSTANDARD2_0
        false;
#else
        exception.HttpRequestError == HttpRequestError.ProxyTunnelError
        && (exception.StatusCode == HttpStatusCode.ProxyAuthenticationRequired || exception.Message.Contains("'407'", StringComparison.Ordinal)); // .NET 8 reports it only in the message
#endif

    /// <summary>Identifies a failure by its exceptions.</summary>
    /// <param name="exception">The exception from the handler.</param>
    /// <param name="address">The address of the request.</param>
    /// <param name="proxy">The address of the proxy, or null if none is used. With a proxy, the host that could not be reached is the proxy.</param>
    /// <returns>The failure.</returns>
    public static NetworkFailure Of(Exception exception, Uri address, Uri? proxy = null)
    {
        const string proxyRemedy = "Check the proxy settings, or connect without a proxy.";
        string host = address.Host;
        string tlsRemedy = $"Check the clock and the trusted root certificates of this computer, and whether a device or program intercepts the connection to {host}.";
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case GenesysException noToken:
                    return new($"no access token is available: {noToken.Message.TrimEnd('.')}", noToken.Remedy, noToken.NextStep);
                case AuthenticationException:
                    return new(
                        $"the TLS connection to {host} was refused, because its certificate is not trusted or does not match",
                        tlsRemedy);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery } when proxy is not null:
                case WebException { Status: WebExceptionStatus.ProxyNameResolutionFailure }:
                    return new($"the host name of {Named(proxy)} was not found", proxyRemedy, NextStep.CheckProxy);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery }:
                case WebException { Status: WebExceptionStatus.NameResolutionFailure }:
                    return new(
                        $"the host name {host} was not found",
                        "Check the network, and check that the environment is the domain of your organization's region.");
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused } when proxy is not null:
                    return new($"{Named(proxy)} refused the connection on port {proxy.Port}", proxyRemedy, NextStep.CheckProxy);
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return new(
                        $"{host} refused the connection on port {address.Port}",
                        "Check the environment, the firewall, and the proxy settings.", NextStep.CheckProxy);
                case WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure }:
                    return new(
                        $"the TLS connection to {host} failed, or its certificate is not trusted",
                        tlsRemedy);
#if !NETSTANDARD2_0
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }:
                    return new($"{Named(proxy)} refused the connection to {host}", proxyRemedy, NextStep.CheckProxy);
#endif
                case NotSupportedException:
                    return new(
                        "the address of the proxy is not supported",
                        "Specify the address of the proxy with its scheme, such as http://proxy.example.com:8080, or connect without a proxy.", NextStep.CheckProxy);
                case TimeoutException when proxy is not null:
                    return new($"{Named(proxy)} did not connect to {host} in time", "Check the network and the proxy settings.", NextStep.CheckProxy);
                case TimeoutException:
                    return new($"{host} did not respond in time", "Check the network, the firewall, and the proxy settings.", NextStep.CheckProxy);
            }
        }

        string way = proxy is null ? "" : $" through {Named(proxy)}";
        return new($"the connection to {host}{way} failed", "Check the network, the firewall, and the proxy settings, and then try again.", NextStep.CheckProxy);
    }

    private static string Named(Uri? proxy) => proxy is null ? "the proxy" : $"the proxy {proxy.Host}";
}
