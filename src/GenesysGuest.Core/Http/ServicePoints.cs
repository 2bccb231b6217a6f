#if NETSTANDARD2_0
using System.Net;

namespace GenesysGuest.Http;

/// <summary>Settings that .NET Framework stores for each address or for the whole process, not for a handler.</summary>
/// <remarks>
/// Based on the reference documentation of <see cref="ServicePointManager"/>, not on observation: the tests run this build on mono, which accepts the
/// settings but does not apply all of them.
/// </remarks>
internal static class ServicePoints
{
    private const SecurityProtocolType SystemDefault = default; // .NET Framework has had the name since 4.7; .NET Standard does not have it

    private static readonly int Lease = (int)TimeSpan.FromMinutes(10).TotalMilliseconds;

    /// <summary>Configures the settings for a request to an address. Must be called before each request, because the settings of an idle address are discarded.</summary>
    /// <param name="address">The address.</param>
    /// <param name="proxy">The proxy, or null for none.</param>
    public static void SetUp(Uri address, IWebProxy? proxy)
    {
        // SystemDefault leaves the choice to Windows. A host process with a fixed list may have omitted the version that the server requires.
        if (ServicePointManager.SecurityProtocol != SystemDefault)
        {
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        }

        ServicePoint point = ServicePointManager.FindServicePoint(address, proxy);
        point.ConnectionLeaseTimeout = Lease; // to detect DNS changes
        point.Expect100Continue = false; // bodies are small, and asking first costs a round trip
    }
}
#endif
