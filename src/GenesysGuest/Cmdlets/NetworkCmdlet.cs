using System.Management.Automation;
using System.Net;

namespace GenesysGuest;

/// <summary>The base of all cmdlets with proxy parameters.</summary>
public abstract class NetworkCmdlet : AsyncCmdlet
{
    /// <summary>The proxy to use, or null for the system's proxy.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>The credential for the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Authenticates to the proxy with the account of this process.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Uses no proxy.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Creates the options for the network from the parameters.</summary>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentException">Two different credentials for the proxy were specified.</exception>
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
            "-ProxyCredential and -ProxyUseDefaultCredentials cannot be combined. Use one or the other.", nameof(proxyCredential)),
        (_, true) => CredentialCache.DefaultCredentials,
        _ => proxyCredential?.GetNetworkCredential(),
    };
}
