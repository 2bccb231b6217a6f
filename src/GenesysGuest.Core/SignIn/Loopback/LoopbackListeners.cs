using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GenesysGuest.SignIn.Loopback;

/// <summary>The sockets on which a redirect URI's host can be reached: one, or for <c>localhost</c> both stacks on one port.</summary>
internal static class LoopbackListeners
{
    private const int Backlog = 512;

    // A port that is free on IPv4 may be taken on IPv6; that happens once in a great while, not sixteen times on end.
    private const int FreePortAttempts = 16;

    /// <summary>Binds and listens at once, so that nobody can take the port between the asking and the answer.</summary>
    /// <param name="redirectUri">Where to listen.</param>
    /// <returns>One or two listening sockets, which share a port.</returns>
    /// <exception cref="SignInException"><see cref="ErrorId.RedirectPortInUse"/> or <see cref="ErrorId.InvalidRedirectUri"/>.</exception>
    public static IReadOnlyList<Socket> Bind(LoopbackRedirectUri redirectUri)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return redirectUri.Host switch
                {
                    LoopbackRedirectUri.IPv4Host => [Listen(IPAddress.Loopback, redirectUri.Port)],
                    LoopbackRedirectUri.IPv6Host => [Listen(IPAddress.IPv6Loopback, redirectUri.Port)],
                    _ => ListenOnBoth(redirectUri.Port),
                };
            }
            catch (SocketException e) when (redirectUri.Port == 0 && IsTaken(e) && attempt < FreePortAttempts)
            {
                // Another free port is asked for.
            }
            catch (SocketException e)
            {
                throw IsTaken(e) ? PortInUse(redirectUri, e) : new SignInException(
                    ErrorId.InvalidRedirectUri,
                    $"This machine cannot listen on {redirectUri.Host} ({e.SocketErrorCode}).",
                    $"Register and use a redirect URI on {LoopbackRedirectUri.IPv4Host}, such as {AuthorizationRequest.DefaultRedirectUri}.",
                    e);
            }
        }
    }

    private static Socket[] ListenOnBoth(int port)
    {
        Socket first = Listen(IPAddress.Loopback, port);
        try
        {
            return [first, Listen(IPAddress.IPv6Loopback, ((IPEndPoint)first.LocalEndPoint!).Port)];
        }
        catch (SocketException e) when (!IsTaken(e))
        {
            // There is no IPv6 here. Were the port only taken there, another program would get what browsers send to [::1] first.
            return [first];
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    private static Socket Listen(IPAddress address, int port)
    {
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                // Elsewhere nobody can share a port that is listened on; Windows must be told.
                socket.ExclusiveAddressUse = true;
            }

            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsTaken(SocketException e) => e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied;

    private static SignInException PortInUse(LoopbackRedirectUri redirectUri, SocketException cause)
    {
        string port = redirectUri.Port.ToString(CultureInfo.InvariantCulture);
        string who = OperatingSystem.IsWindows()
            ? $"Get-Process -Id (Get-NetTCPConnection -LocalPort {port} -State Listen).OwningProcess"
            : $"lsof -nP -iTCP:{port} -sTCP:LISTEN";
        string what = cause.SocketErrorCode == SocketError.AccessDenied
            ? $"The system does not let this user listen on port {port} of {redirectUri.Host}: it is reserved, or held by another program."
            : $"Port {port} of {redirectUri.Host} is in use by another program, perhaps by another sign-in that still waits.";
        return new SignInException(
            ErrorId.RedirectPortInUse,
            what,
            $"Find the program with '{who}' and end it, or register a redirect URI with another port with the OAuth client and use that one.",
            cause);
    }
}
