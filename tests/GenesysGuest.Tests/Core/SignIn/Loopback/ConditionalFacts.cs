using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

/// <summary>A test for machines with an IPv6 loopback address.</summary>
internal sealed class IPv6FactAttribute : FactAttribute
{
    public IPv6FactAttribute()
    {
        try
        {
            using Socket socket = new(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        }
        catch (SocketException e)
        {
            Skip = $"This machine has no IPv6 loopback address ({e.SocketErrorCode}).";
        }
    }
}

/// <summary>A test for Linux machines that have an address besides loopback: from there, and only there, one can connect to 127.0.0.1.</summary>
internal sealed class SecondAddressFactAttribute : FactAttribute
{
    public SecondAddressFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || Address is null)
        {
            Skip = "Needs Linux and an IPv4 address besides loopback.";
        }
    }

    public static IPAddress? Address => NetworkInterface.GetAllNetworkInterfaces()
        .Where(i => i.OperationalStatus == OperationalStatus.Up)
        .SelectMany(i => i.GetIPProperties().UnicastAddresses)
        .Select(a => a.Address)
        .FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a));
}
