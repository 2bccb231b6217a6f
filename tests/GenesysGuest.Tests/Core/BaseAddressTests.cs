namespace GenesysGuest.Tests.Core;

/// <summary>A base address carries all three endpoints: the sandbox, or a gateway with a path prefix.</summary>
public sealed class BaseAddressTests
{
    [Fact]
    public void A_base_address_carries_the_path_layout() => Assert.Equal(
        [
            "http://127.0.0.1:5080/api/v2/oauth/authorize",
            "http://127.0.0.1:5080/api/v2/oauth/token",
            "http://127.0.0.1:5080/api/v2/externalusers/guests",
        ],
        Addresses.Of(GenesysEnvironment.Parse("http://127.0.0.1:5080")));

    [Fact]
    public void A_base_address_carries_the_regional_layout_on_one_host() => Assert.Equal(
        ["http://127.0.0.1:5080/oauth/authorize", "http://127.0.0.1:5080/oauth/token", "http://127.0.0.1:5080/api/v2/externalusers/guests"],
        Addresses.Of(GenesysEnvironment.Parse("http://127.0.0.1:5080", HostLayout.Regional)));

    [Theory]
    [InlineData("https://gateway.example.com/genesys")]
    [InlineData("https://gateway.example.com/genesys/")]
    [InlineData("https://GATEWAY.example.com:443/genesys/")]
    public void A_path_prefix_is_kept(string address) => Assert.Equal(
        [
            "https://gateway.example.com/genesys/api/v2/oauth/authorize",
            "https://gateway.example.com/genesys/api/v2/oauth/token",
            "https://gateway.example.com/genesys/api/v2/externalusers/guests",
        ],
        Addresses.Of(GenesysEnvironment.Parse(address)));

    [Theory]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.8.9.1:5080")]
    [InlineData("http://localhost:5080")]
    [InlineData("http://[::1]:5080")]
    public void Plain_http_is_accepted_on_loopback(string address) => Assert.Equal(address, GenesysEnvironment.Parse(address).Name);

    [Theory]
    [InlineData("http://example.com")]
    [InlineData("http://10.0.0.1:5080")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://127.0.0.1.example.com")]
    [InlineData("http://[::2]")]
    public void Plain_http_is_refused_elsewhere(string address) =>
        Assert.Contains("not protected by TLS", Refusal(address).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("ws://127.0.0.1")]
    [InlineData("file:///etc/hosts")]
    [InlineData("https://")]
    [InlineData("https://host:99999")]
    [InlineData("https://1\u202e:443/genesys")]
    [InlineData("https://gate\u200bway.example.com")]
    [InlineData("https://gateway.example.com/?x=1")]
    [InlineData("https://gateway.example.com/#x")]
    public void Another_address_is_refused(string address) => Assert.Equal(ErrorId.InvalidEnvironment, Refusal(address).ErrorId);

    [Theory]
    [InlineData("https://ann:hunter2@gateway.example.com")]
    [InlineData("https://ann:hunter2@gateway.example.com:99999")]
    [InlineData("https://ann:hunter2@/genesys")]
    [InlineData("http://ann:hunter2@example.com")]
    [InlineData("ftp://ann:hunter2@example.com")]
    [InlineData("ann:hunter2@gateway.example.com")]
    public void User_information_is_refused_and_not_repeated(string address)
    {
        GenesysException refusal = Refusal(address);

        Assert.DoesNotContain("hunter2", refusal.ToString() + refusal.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:5080", "http://localhost:5080")]
    [InlineData("127.0.0.1:5080", "http://127.0.0.1:5080")]
    [InlineData("[::1]:5080", "http://[::1]:5080")]
    [InlineData("LOCALHOST:443", "http://LOCALHOST:443")]
    [InlineData("gateway.example.com:8443/genesys", "https://gateway.example.com:8443/genesys")]
    public void A_host_with_a_port_lacks_the_scheme(string text, string address) =>
        Assert.Equal($"'{text}' has a port, but no scheme. Did you mean {address}?", Refusal(text).Message);

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:")]
    [InlineData("localhost:port")]
    [InlineData("localhost:99999")]
    [InlineData("localhost/a:5080")]
    [InlineData("ann@localhost:5080")]
    public void Another_text_is_no_host_with_a_port(string text) => Assert.DoesNotContain("has a port", Refusal(text).Message, StringComparison.Ordinal);

    private static GenesysException Refusal(string address) => Assert.Throws<GenesysException>(() => GenesysEnvironment.Parse(address));
}
