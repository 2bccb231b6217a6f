#if NETSTANDARD2_0
using System.Net;

namespace GenesysGuest.Http;

/// <summary>What .NET Framework keeps for each address, or for the whole process, and not for a handler.</summary>
/// <remarks>
/// Reasoned from the reference of <see cref="ServicePointManager"/>, not seen at work: the tests run this build on mono, which takes the
/// settings and does not heed all of them.
/// </remarks>
internal static class ServicePoints
{
    private const SecurityProtocolType SystemDefault = default; // .NET Framework has the name since 4.7, .NET Standard has not

    private static readonly int Lease = (int)TimeSpan.FromMinutes(10).TotalMilliseconds;

    /// <summary>Sets up what a request to an address needs. Before each request, for one that was idle is forgotten with its settings.</summary>
    /// <param name="address">The address.</param>
    /// <param name="proxy">The proxy on the way; null: there is none.</param>
    public static void SetUp(Uri address, IWebProxy? proxy)
    {
        // SystemDefault leaves it to Windows, which knows best. A host that fixed what it permits may have left out what the server asks for.
        if (ServicePointManager.SecurityProtocol != SystemDefault)
        {
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        }

        ServicePoint point = ServicePointManager.FindServicePoint(address, proxy);
        point.ConnectionLeaseTimeout = Lease; // so that a change in DNS is seen
        point.Expect100Continue = false; // bodies are small: to ask first costs a round trip
    }
}
#endif
