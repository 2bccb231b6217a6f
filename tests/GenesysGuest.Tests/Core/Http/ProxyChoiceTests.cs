using System.Net;
using GenesysGuest.Http;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>Which addresses go by the proxy that was given.</summary>
public sealed class ProxyChoiceTests
{
    private static readonly Uri Proxy = new("http://proxy.example.com:3128");

    [Theory]
    [InlineData("https://usw2.pure.cloud/x", true, true)]
    [InlineData("https://usw2.pure.cloud/x", false, false)]
    [InlineData("http://127.0.0.1:8765/x", true, false)]
    [InlineData("http://localhost:8765/x", true, false)]
    [InlineData("https://direct.example.com/x", true, false)]
    public void It_is_for_all_that_is_elsewhere_and_not_excepted(string address, bool usesProxy, bool expected)
    {
        WebProxy proxy = new(Proxy, BypassOnLocal: false, [@"direct\.example\.com"]);
        ProxyChoice choice = new(new ConnectionOptions { Proxy = proxy, UseProxy = usesProxy });

        Assert.Equal(expected ? proxy : null, choice.For(new Uri(address)));
        Assert.Equal(expected ? Proxy : null, choice.AddressFor(new Uri(address)));
    }
}
