using System.Globalization;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

/// <summary>What is not a callback at all is refused, with the right state or not, and the waiting goes on.</summary>
public sealed class LoopbackReceiverRoutingTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/favicon.ico")]
    [InlineData("/Callback")]
    [InlineData("/callback/")]
    [InlineData("//callback")]
    [InlineData("/a/../callback")]
    [InlineData("/%63allback")]
    [InlineData("/callback;a")]
    public async Task Only_the_exact_path_is_served(string path)
    {
        using SignInUnderTest signIn = new();

        RawResponse page = await signIn.GetAsync(signIn.ValidTarget.Replace("/callback", path, StringComparison.Ordinal));

        Assert.Equal(404, page.Status);
        await signIn.AssertStillAnswersAsync();
    }

    [Theory]
    [InlineData("localhost:{0}")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("attacker.example.com:{0}")]
    [InlineData("127.0.0.1:{0}.example.com")]
    [InlineData("user@127.0.0.1:{0}")]
    [InlineData("")]
    public async Task A_host_that_is_not_the_advertised_one_is_misdirected(string host)
    {
        using SignInUnderTest signIn = new();
        string other = string.Format(CultureInfo.InvariantCulture, host, signIn.Receiver.Port);

        RawResponse? page = await signIn.SendAsync($"GET {signIn.ValidTarget} HTTP/1.1\r\nHost: {other}\r\n\r\n");

        Assert.Equal(421, page?.Status);
        await signIn.AssertStillAnswersAsync();
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("PUT")]
    [InlineData("get")]
    public async Task Only_GET_is_allowed(string method)
    {
        using SignInUnderTest signIn = new();

        RawResponse? page = await signIn.SendAsync(signIn.Get(signIn.ValidTarget).Replace("GET", method, StringComparison.Ordinal));

        Assert.Equal(405, page?.Status);
        Assert.Equal("GET", page?.Headers["Allow"]);
        await signIn.AssertStillAnswersAsync();
    }

    [Theory]
    [InlineData("Content-Length: 4")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task A_body_is_refused(string header)
    {
        using SignInUnderTest signIn = new();

        RawResponse? page = await signIn.SendAsync(
            $"GET {signIn.ValidTarget} HTTP/1.1\r\nHost: {signIn.Authority}\r\n{header}\r\n\r\nbody");

        Assert.Equal(400, page?.Status);
        await signIn.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task A_target_in_absolute_form_is_refused()
    {
        using SignInUnderTest signIn = new();

        Assert.Equal(400, (await signIn.GetAsync($"http://{signIn.Authority}{signIn.ValidTarget}")).Status);
        await signIn.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task A_body_too_large_to_be_taken_with_the_head_does_not_cost_the_peer_its_page()
    {
        using SignInUnderTest signIn = new();

        RawResponse? page = await signIn.SendAsync(
            $"POST /callback HTTP/1.1\r\nHost: {signIn.Authority}\r\nContent-Length: 500000\r\n\r\n{new string('b', 500_000)}");

        Assert.Equal(405, page?.Status);
        Assert.Contains("</html>", page?.Body, StringComparison.Ordinal);
    }
}
