using System.Net;

namespace GenesysGuest.Http;

/// <summary>Determines the proxy for an address. Loopback addresses bypass the proxy.</summary>
/// <param name="options">The options of the connection.</param>
internal sealed class ProxyChoice(ConnectionOptions options)
{
    /// <summary>Returns the proxy for an address.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The specified proxy or the system proxy, or null if the address is reached directly.</returns>
    public IWebProxy? For(Uri address)
    {
        if (!options.UseProxy || address.IsLoopback)
        {
            return null;
        }

#if NETSTANDARD2_0
        IWebProxy? proxy = options.Proxy ?? WebRequest.DefaultWebProxy;
#else
        IWebProxy? proxy = options.Proxy ?? HttpClient.DefaultProxy;
#endif
        return proxy?.IsBypassed(address) == false ? proxy : null;
    }

    /// <summary>Returns the address of the proxy for an address.</summary>
    /// <param name="address">The address to reach.</param>
    /// <returns>The address of the proxy, or null if no proxy is used.</returns>
    public Uri? AddressFor(Uri address) => For(address)?.GetProxy(address);
}
