using GenesysGuest.SignIn.Loopback;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

public sealed class LoopbackRedirectUriTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8765/callback", "127.0.0.1", 8765, "/callback")]
    [InlineData("http://[::1]:1/", "[::1]", 1, "/")]
    [InlineData("http://localhost:65535/a/b%20c", "localhost", 65535, "/a/b%20c")]
    [InlineData("HTTP://LocalHost:8765/Callback", "localhost", 8765, "/Callback")]
    [InlineData("http://127.0.0.1:8765", "127.0.0.1", 8765, "/")]
    [InlineData("http://127.0.0.1/callback", "127.0.0.1", 80, "/callback")]
    [InlineData("http://127.0.0.1:8765/callback?tenant=a/../b", "127.0.0.1", 8765, "/callback")]
    [InlineData("http://127.0.0.1:8765/a..b/.c", "127.0.0.1", 8765, "/a..b/.c")]
    public void A_loopback_address_is_taken_as_it_is_written(string text, string host, int port, string path)
    {
        LoopbackRedirectUri uri = LoopbackRedirectUri.Parse(text);

        Assert.Equal((text, host, port, path), (uri.Text, uri.Host, uri.Port, uri.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("callback")]
    [InlineData("https://127.0.0.1:8765/callback")]
    [InlineData("https://app.example.com/callback")]
    [InlineData("http://app.example.com/callback")]
    [InlineData("http://localhost.example.com/callback")]
    [InlineData("http://localhost./callback")]
    [InlineData("http://127.0.0.2:8765/callback")]
    [InlineData("http://127.1:8765/callback")]
    [InlineData("http://0.0.0.0:8765/callback")]
    [InlineData("http://[::]:8765/callback")]
    [InlineData("http://[::ffff:127.0.0.1]:8765/callback")]
    [InlineData("http://user@127.0.0.1:8765/callback")]
    [InlineData("http://127.0.0.1:8765@app.example.com/callback")]
    [InlineData("http://127.0.0.1:65536/callback")]
    [InlineData("http://127.0.0.1:/callback")]
    [InlineData("http://127.0.0.1:8765/callback#fragment")]
    [InlineData("http://127.0.0.1:8765/a/../callback")]
    [InlineData("http://127.0.0.1:8765/a/.")]
    [InlineData("http://127.0.0.1:8765/a/%2E%2e?x")]
    [InlineData("http://127.0.0.1:8765/call back")]
    [InlineData("http://127.0.0.1:8765/call\\back")]
    [InlineData("http://127.0.0.1:8765/call%2")]
    [InlineData("http://127.0.0.1:8765/callback\n")]
    public void Any_other_address_is_refused_with_a_hint_to_the_two_steps(string text)
    {
        SignInException error = Assert.Throws<SignInException>(() => LoopbackRedirectUri.Parse(text));

        Assert.Equal(ErrorId.InvalidRedirectUri, error.ErrorId);
        Assert.Contains("Get-GenesysAuthorizationUrl", error.AtThePrompt(), StringComparison.Ordinal);
        Assert.Contains("-CallbackUri", error.AtThePrompt(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0/callback", "http://127.0.0.1:4711/callback")]
    [InlineData("http://[::1]:0/a:0?b=:0", "http://[::1]:4711/a:0?b=:0")]
    [InlineData("HTTP://LOCALHOST:00/Callback", "HTTP://LOCALHOST:4711/Callback")]
    public void Only_port_0_is_replaced(string text, string expected) => Assert.Equal(expected, LoopbackRedirectUri.Parse(text).WithPort(4711).Text);

    [Theory]
    [InlineData("http://127.0.0.1:8765/", "127.0.0.1:8765", true)]
    [InlineData("http://LOCALHOST:8765/", "localhost:8765", true)]
    [InlineData("http://localhost:8765/", "LocalHost:8765", true)]
    [InlineData("http://localhost:8765/", "127.0.0.1:8765", false)]
    [InlineData("http://127.0.0.1:8765/", "localhost:8765", false)]
    [InlineData("http://127.0.0.1:8765/", "127.0.0.1", false)]
    [InlineData("http://127.0.0.1:8765/", "127.0.0.1:08765", false)]
    [InlineData("http://127.0.0.1:8765/", "127.0.0.1:8765.example.com", false)]
    [InlineData("http://127.0.0.1/", "127.0.0.1", true)]
    [InlineData("http://127.0.0.1:80/", "127.0.0.1", true)]
    [InlineData("http://127.0.0.1/", "127.0.0.1:80", true)]
    public void The_host_header_must_name_the_very_authority(string text, string host, bool expected) =>
        Assert.Equal(expected, LoopbackRedirectUri.Parse(text).IsAuthority(host));
}
