using System.Net;
using System.Net.Sockets;

namespace GenesysGuest.Tests.Browser;

/// <summary>A test for machines with Chromium and its driver, and with what else it says that it needs.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public bool NeedsIPv6 { get; init; }

    public override string? Skip
    {
        get => base.Skip ?? this switch
        {
            _ when Programs.Chromium is null => "Chromium is not installed.",
            _ when Programs.ChromeDriver is null => "chromedriver is not installed.",
            { NeedsIPv6: true } when !HasIPv6() => "This machine has no IPv6 loopback address.",
            _ => null,
        };
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
