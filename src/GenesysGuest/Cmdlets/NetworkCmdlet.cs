using System.Management.Automation;
using System.Net;

namespace GenesysGuest;

/// <summary>How to reach the network.</summary>
public abstract class NetworkCmdlet : AsyncCmdlet
{
    /// <summary>The proxy to use; none given: the system's.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>Who we are to the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>We are to the proxy who we are to this computer.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Uses no proxy.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>How to reach the network.</summary>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentException">The proxy would have to be told two things.</exception>
    private protected ConnectionOptions Options()
    {
        ICredentials? proxyCredentials = ProxyCredentials(ProxyCredential, ProxyUseDefaultCredentials);
        return new()
        {
            Proxy = Proxy is null ? null : new WebProxy(Proxy) { Credentials = proxyCredentials },
            ProxyCredentials = proxyCredentials,
            UseProxy = !NoProxy,
        };
    }

    private static ICredentials? ProxyCredentials(PSCredential? proxyCredential, bool useDefault) => (proxyCredential, useDefault) switch
    {
        (not null, true) => throw new ArgumentException(
            "-ProxyCredential and -ProxyUseDefaultCredentials say two different things about who you are to the proxy. Give one of them.", nameof(proxyCredential)),
        (_, true) => CredentialCache.DefaultCredentials,
        _ => proxyCredential?.GetNetworkCredential(),
    };
}
