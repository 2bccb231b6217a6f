using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

public sealed class LoopbackReceiverTests
{
    [Fact]
    public async Task The_answer_is_received_and_the_browser_sent_back_to_PowerShell()
    {
        using SignInUnderTest signIn = new();

        await signIn.AssertStillAnswersAsync();

        signIn.AssertPortIsFree();
        Assert.Equal(0, signIn.Receiver.RejectedCallbacks);
    }

    [Fact]
    public async Task A_browser_that_calls_before_anyone_waits_is_answered()
    {
        using LoopbackReceiver receiver = LoopbackReceiver.Bind("http://127.0.0.1:0/callback");
        AuthorizationRequest request = AuthorizationRequest.Create(GenesysEnvironment.Parse("usw2.pure.cloud"), "client", receiver.RedirectUri);
        using RawPeer browser = await RawPeer.ConnectAsync(receiver.Port);
        await browser.SendAsync($"GET /callback?code=early&state={request.State} HTTP/1.1\r\nHost: 127.0.0.1:{receiver.Port}\r\n\r\n");

        Task<AuthorizationResponse> answer = receiver.ReceiveAsync(request, TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.Equal(200, (await browser.ReadAsync())?.Status);
        browser.Dispose();

        Assert.Equal("early", (await answer).Code);
    }

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

    [Theory]
    [InlineData("/callback?code=a&code=b&state={0}")]
    [InlineData("/callback?code=a&state={0}&state={0}")]
    [InlineData("/callback?error=a&error=b&state={0}")]
    [InlineData("/callback?code=a&state={0}&iss=https%3A%2F%2Fusw2.pure.cloud&iss=https%3A%2F%2Fusw2.pure.cloud")]
    [InlineData("/callback?code=a&c%6fde=b&state={0}")]
    [InlineData("/callback?code=%&state={0}")]
    [InlineData("/callback?code=%zz&state={0}")]
    [InlineData("/callback?code=%c3%28&state={0}")]
    [InlineData("/callback?code=&state={0}")]
    [InlineData("/callback?state={0}")]
    [InlineData("/callback?code=a&error=access_denied&state={0}")]
    [InlineData("/callback?code=a&state={0}&iss=https%3A%2F%2Fattacker.example.com")]
    [InlineData("/callback?code=a&state={0}&iss=")]
    [InlineData("/callback?error=access_denied&state={0}&iss=https%3A%2F%2Fattacker.example.com")]
    [InlineData("/callback?code=a&state=00000000000000000000000000000000")]
    [InlineData("/callback?code=a&state={0}0")]
    [InlineData("/callback?code=a&state=")]
    [InlineData("/callback?code=a")]
    [InlineData("/callback?error=access_denied")]
    [InlineData("/callback?error=access_denied&state=00000000000000000000000000000000")]
    [InlineData("/callback?")]
    [InlineData("/callback")]
    public async Task A_callback_that_is_not_the_answer_is_refused_and_counted_and_the_waiting_goes_on(string target)
    {
        using SignInUnderTest signIn = new();

        RawResponse page = await signIn.GetAsync(string.Format(CultureInfo.InvariantCulture, target, signIn.Request.State));

        Assert.Equal(400, page.Status);
        Assert.Equal(1, signIn.Receiver.RejectedCallbacks);
        await signIn.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task A_state_in_capitals_is_another_state()
    {
        using SignInUnderTest signIn = new();

        // A state without a letter has no capitals; one digit more makes it another one all the same.
        string capitals = signIn.Request.State.ToUpperInvariant();
        string other = string.Equals(capitals, signIn.Request.State, StringComparison.Ordinal) ? capitals + "0" : capitals;

        Assert.Equal(400, (await signIn.GetAsync($"/callback?code=a&state={other}")).Status);
    }

    [Fact]
    public async Task A_callback_with_another_requests_state_is_refused()
    {
        using SignInUnderTest signIn = new();
        using SignInUnderTest other = new();

        Assert.Equal(400, (await signIn.GetAsync(other.ValidTarget)).Status);
        await signIn.AssertStillAnswersAsync();
        await other.AssertStillAnswersAsync();
    }

    [Theory]
    [InlineData("https%3A%2F%2Fusw2.pure.cloud")]
    [InlineData("https%3A%2F%2Fusw2.pure.cloud%2Fissuer")]
    [InlineData("https%3A%2F%2FUSW2.pure.cloud%3A443")]
    public async Task An_issuer_of_the_authorize_addresss_origin_is_right_where_none_is_named(string issuer)
    {
        using SignInUnderTest signIn = new();

        Assert.Equal(200, (await signIn.GetAsync($"{signIn.ValidTarget}&iss={issuer}")).Status);
        Assert.Equal(SignInUnderTest.Code, (await signIn.WaitAsync()).Code);
    }

    [Fact]
    public async Task A_named_issuer_is_the_only_one_that_is_right()
    {
        using SignInUnderTest signIn = new(environment: GenesysEnvironment.Parse("usw2.pure.cloud").With(issuer: "https://issuer.example.com"));

        Assert.Equal(400, (await signIn.GetAsync(signIn.ValidTarget)).Status);
        Assert.Equal(400, (await signIn.GetAsync($"{signIn.ValidTarget}&iss=https%3A%2F%2Fusw2.pure.cloud")).Status);
        Assert.Equal(400, (await signIn.GetAsync($"{signIn.ValidTarget}&iss=https%3A%2F%2Fissuer.example.com%2F")).Status);
        Assert.Equal(200, (await signIn.GetAsync($"{signIn.ValidTarget}&iss=https%3A%2F%2Fissuer.example.com")).Status);
        Assert.Equal(SignInUnderTest.Code, (await signIn.WaitAsync()).Code);
    }

    [Fact]
    public async Task A_denial_with_the_right_state_ends_the_sign_in_and_has_its_own_page()
    {
        using SignInUnderTest signIn = new();

        RawResponse page = await signIn.GetAsync($"/callback?error=access_denied&error_description=The+user+said+no&state={signIn.Request.State}");
        SignInException error = await signIn.FailAsync();

        Assert.Equal(200, page.Status);
        Assert.Contains("Access was not granted", page.Body, StringComparison.Ordinal);
        Assert.Equal(ErrorId.AuthorizationDenied, error.ErrorId);
        Assert.Equal("access_denied", error.ServerCode);
        Assert.Contains("The user said no", error.Message, StringComparison.Ordinal);
        signIn.AssertPortIsFree();
    }

    [Fact]
    public async Task Of_many_valid_callbacks_at_once_exactly_one_wins_and_every_browser_gets_a_whole_page()
    {
        using SignInUnderTest signIn = new();
        RawPeer[] browsers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => signIn.ConnectAsync()));
        string[] requests = [.. browsers.Select((_, i) => signIn.Get($"/callback?code=code-{i}&state={signIn.Request.State}"))];
        await Task.WhenAll(browsers.Select((b, i) => b.SendAsync(requests[i][..^1])));

        await Task.WhenAll(browsers.Select((b, i) => Task.Run(() => b.SendAsync(requests[i][^1..]))));
        RawResponse?[] pages = await Task.WhenAll(browsers.Select(b => b.ReadAsync()));
        Assert.All(browsers, b => b.Dispose());
        AuthorizationResponse response = await signIn.WaitAsync();

        Assert.All(pages, p => Assert.Equal(200, p?.Status));
        Assert.All(pages, p => Assert.EndsWith("</html>", p!.Body.TrimEnd(), StringComparison.Ordinal));
        int winner = Assert.Single(Enumerable.Range(0, pages.Length), i => pages[i]!.Body.Contains("Response received", StringComparison.Ordinal));
        Assert.Equal($"code-{winner}", response.Code);
        Assert.Equal(19, pages.Count(p => p!.Body.Contains("This sign-in is over", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_valid_callback_after_a_denial_changes_nothing()
    {
        using SignInUnderTest signIn = new();
        using RawPeer first = await signIn.ConnectAsync();
        await first.SendAsync(signIn.Get($"/callback?error=access_denied&state={signIn.Request.State}"));
        Assert.Equal(200, (await first.ReadAsync())?.Status);

        RawResponse second = await signIn.GetAsync(signIn.ValidTarget);
        first.Dispose();

        Assert.Contains("This sign-in is over", second.Body, StringComparison.Ordinal);
        Assert.Equal(ErrorId.AuthorizationDenied, (await signIn.FailAsync()).ErrorId);
    }

    [Fact]
    public async Task Nothing_of_a_request_appears_in_a_page()
    {
        const string Marker = "m4rk3r";
        using SignInUnderTest signIn = new();
        string state = signIn.Request.State;
        string host = $"Host: {signIn.Authority}";
        string[] requests =
        [
            $"GET /{Marker} HTTP/1.1\r\n{host}\r\n\r\n",
            $"GET /callback?{Marker}={Marker} HTTP/1.1\r\n{host}\r\nX-{Marker}: {Marker}\r\nReferer: {Marker}\r\nCookie: {Marker}\r\n\r\n",
            $"GET /callback HTTP/1.1\r\nHost: {Marker}\r\n\r\n",
            $"{Marker} /callback HTTP/1.1\r\n{host}\r\n\r\n",
            $"GET {Marker} HTTP/1.1\r\n{host}\r\n\r\n",
            $"GET / {Marker}\r\n{host}\r\n\r\n",
            $"GET /callback?code={Marker}&state={Marker} HTTP/1.1\r\n{host}\r\n\r\n",
            $"GET /callback?code={Marker}&state={state}&iss={Marker} HTTP/1.1\r\n{host}\r\n\r\n",
            $"GET /callback?error={Marker}&error_description={Marker}&state={state} HTTP/1.1\r\n{host}\r\n\r\n",
        ];

        foreach (string request in requests)
        {
            RawResponse? page = await signIn.SendAsync(request);
            Assert.DoesNotContain(Marker, page?.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(state, page?.Text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(ErrorId.AuthorizationDenied, (await signIn.FailAsync()).ErrorId);
    }

    [Fact]
    public async Task The_request_must_be_for_the_address_that_is_listened_on()
    {
        using LoopbackReceiver receiver = LoopbackReceiver.Bind("http://127.0.0.1:0/callback");
        AuthorizationRequest request = AuthorizationRequest.Create(GenesysEnvironment.Parse("usw2.pure.cloud"), "client", receiver.RedirectUri + "/");

        await Assert.ThrowsAsync<ArgumentException>(() => receiver.ReceiveAsync(request, TimeSpan.FromSeconds(1), CancellationToken.None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(86_401)]
    public async Task The_time_to_wait_has_limits(int seconds)
    {
        using LoopbackReceiver receiver = LoopbackReceiver.Bind("http://127.0.0.1:0/callback");
        AuthorizationRequest request = AuthorizationRequest.Create(GenesysEnvironment.Parse("usw2.pure.cloud"), "client", receiver.RedirectUri);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => receiver.ReceiveAsync(request, TimeSpan.FromSeconds(seconds), CancellationToken.None));
    }

    [Fact]
    public async Task A_receiver_waits_once()
    {
        using SignInUnderTest signIn = new();

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => signIn.Receiver.ReceiveAsync(signIn.Request, SignInUnderTest.Timeout, CancellationToken.None));
        await signIn.AssertStillAnswersAsync();
    }
}
