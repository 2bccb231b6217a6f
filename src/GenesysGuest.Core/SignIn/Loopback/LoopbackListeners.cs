using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GenesysGuest.SignIn.Loopback;

/// <summary>The listening sockets for the host of a redirect URI: one, or for <c>localhost</c> both IP versions on one port.</summary>
internal static class LoopbackListeners
{
    private const int Backlog = 512;

    // A port that is free on IPv4 may be in use on IPv6. This is rare, so it does not happen sixteen times in succession.
    private const int FreePortAttempts = 16;

    /// <summary>Binds and listens in one step, so that no other program can take the port in between.</summary>
    /// <param name="redirectUri">The address to listen on.</param>
    /// <returns>One or two listening sockets on the same port.</returns>
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
                // Try another free port.
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
            // IPv6 is not available. If the port were only in use on IPv6, another program would receive the requests that browsers send to [::1] first.
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
                // On other systems, a listening port is always exclusive. On Windows, this must be requested.
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
            ? $"The operating system does not allow this user to listen on port {port} of {redirectUri.Host}. The port is reserved, or another program is using it."
            : $"Port {port} of {redirectUri.Host} is in use by another program, perhaps by another sign-in that is still waiting.";
        return new SignInException(
            ErrorId.RedirectPortInUse,
            what,
            $"Find the program with '{who}' and end it. Or register a redirect URI with a different port on the OAuth client, and use that URI.",
            cause);
    }
}
