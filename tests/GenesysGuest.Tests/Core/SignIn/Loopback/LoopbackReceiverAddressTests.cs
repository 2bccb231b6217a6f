using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

/// <summary>Which addresses and ports are listened on, and from which a peer may call.</summary>
public sealed class LoopbackReceiverAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:0/callback", "http://127.0.0.1:{0}/callback")]
    [InlineData("http://localhost:0/callback?tenant=7", "http://localhost:{0}/callback?tenant=7")]
    public async Task Port_0_takes_a_free_port_and_says_which(string redirectUri, string expected)
    {
        using SignInUnderTest signIn = new(redirectUri);

        Assert.NotEqual(0, signIn.Receiver.Port);
        Assert.Equal(string.Format(CultureInfo.InvariantCulture, expected, signIn.Receiver.Port), signIn.Receiver.RedirectUri);
        await signIn.AssertStillAnswersAsync();
    }

    [IPv6Fact]
    public async Task The_IPv6_address_can_be_used()
    {
        using SignInUnderTest signIn = new("http://[::1]:0/callback");

        await signIn.AssertStillAnswersAsync();
    }

    [IPv6Fact]
    public async Task Localhost_is_served_on_both_stacks()
    {
        using SignInUnderTest signIn = new("http://localhost:0/callback");

        foreach (IPAddress address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            using RawPeer peer = await RawPeer.ConnectAsync(signIn.Receiver.Port, address);
            await peer.SendAsync(signIn.Get("/favicon.ico"));
            Assert.Equal(404, (await peer.ReadAsync())?.Status);
        }

        await signIn.AssertStillAnswersAsync();
    }

    [Fact]
    public void A_busy_port_is_named()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;

        SignInException error = Assert.Throws<SignInException>(() => LoopbackReceiver.Bind($"http://127.0.0.1:{port}/callback"));

        Assert.Equal(ErrorId.RedirectPortInUse, error.ErrorId);
        Assert.Contains(port.ToString(CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
        Assert.Contains(port.ToString(CultureInfo.InvariantCulture), error.Remedy, StringComparison.Ordinal);
    }

    [IPv6Fact]
    public void A_port_that_another_program_has_on_IPv6_is_busy_for_localhost()
    {
        using TcpListener other = new(IPAddress.IPv6Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;

        SignInException error = Assert.Throws<SignInException>(() => LoopbackReceiver.Bind($"http://localhost:{port}/callback"));

        Assert.Equal(ErrorId.RedirectPortInUse, error.ErrorId);
        LoopbackReceiver.Bind($"http://127.0.0.1:{port}/callback").Dispose();
    }

    [Fact]
    public void A_redirect_URI_on_another_machine_is_refused() => Assert.Equal(
        ErrorId.InvalidRedirectUri,
        Assert.Throws<SignInException>(() => LoopbackReceiver.Bind("https://app.example.com/callback")).ErrorId);

    [SecondAddressFact]
    public async Task A_peer_whose_address_is_not_loopback_is_dropped()
    {
        using SignInUnderTest signIn = new();
        using RawPeer stranger = await RawPeer.ConnectAsync(signIn.Receiver.Port, from: SecondAddressFactAttribute.Address);

        // A reset while sending is as good an answer as one while reading.
        await Record.ExceptionAsync(() => stranger.SendAsync(signIn.Get(signIn.ValidTarget)));

        Assert.Null(await stranger.ReadAsync());
        await signIn.AssertStillAnswersAsync();
    }
}
