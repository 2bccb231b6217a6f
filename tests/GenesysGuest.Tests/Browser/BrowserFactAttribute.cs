using System.Net;
using System.Net.Sockets;

namespace GenesysGuest.Tests.Browser;

/// <summary>A test for machines with Chromium and its driver, and with what else it says that it needs.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public bool NeedsIPv6 { get; init; }

    public override string? Skip
    {
        get => base.Skip ?? Programs.WhyNoBrowser ?? (NeedsIPv6 && !HasIPv6() ? "This machine has no IPv6 loopback address." : null);
        set => base.Skip = value;
    }

    private static bool HasIPv6()
    {
        try
        {
            using Socket socket = new(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
