using System.Net;

namespace GenesysGuest.Http;

/// <summary>By which proxy an address is reached. A loopback address is reached by none.</summary>
/// <param name="options">What the connection was told.</param>
internal sealed class ProxyChoice(ConnectionOptions options)
{
    /// <summary>The proxy for an address.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The one that was given, or the system's; null: the address is reached directly.</returns>
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

    /// <summary>Where that proxy is.</summary>
    /// <param name="address">The address that is reached by it.</param>
    /// <returns>The proxy's own address; null: there is no proxy.</returns>
    public Uri? AddressFor(Uri address) => For(address)?.GetProxy(address);
}
