namespace GenesysGuest.Tests.Core;

/// <summary>An unknown domain is accepted, because regions appear; a malformed one is not.</summary>
public sealed class DomainTests
{
    [Theory]
    [InlineData("xyz9.pure.cloud")]
    [InlineData("example.com")]
    [InlineData("a-b.example.co.uk")]
    public void An_unknown_domain_is_accepted(string domain) => Assert.Equal(domain, GenesysEnvironment.Parse(domain).Name);

    [Fact]
    public void A_domain_is_made_lower_case() => Assert.Equal("usw2.pure.cloud", GenesysEnvironment.Parse("USW2.Pure.Cloud").Name);

    [Fact]
    public void White_space_around_a_domain_is_taken_off() => Assert.Equal("usw2.pure.cloud", GenesysEnvironment.Parse("  usw2.pure.cloud\n").Name);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("localhost")]
    [InlineData("us-west-9")]
    [InlineData("usw2 pure.cloud")]
    [InlineData("usw2_.pure.cloud")]
    [InlineData("-usw2.pure.cloud")]
    [InlineData("usw2-.pure.cloud")]
    [InlineData("usw2..pure.cloud")]
    [InlineData(".pure.cloud")]
    [InlineData("pure.cloud.")]
    [InlineData("usw2.pure.cloud/")]
    [InlineData("usw2.pure.cloud:443")]
    [InlineData("usw2.pure.cloud?x")]
    [InlineData("user@usw2.pure.cloud")]
    [InlineData("1.2.3.4")]
    [InlineData("bücher.example")]
    [InlineData("usw2.pure.cloud\nevil.example")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123.example")]
    public void A_malformed_domain_is_refused(string? domain) => Assert.Equal(ErrorId.InvalidEnvironment, Refusal(domain!).ErrorId);

    [Fact]
    public void A_domain_longer_than_any_is_refused() =>
        Assert.Equal(ErrorId.InvalidEnvironment, Refusal(string.Join('.', Enumerable.Repeat("abc", 64))).ErrorId);

    [Theory]
    [InlineData("api.usw2.pure.cloud", "usw2.pure.cloud")]
    [InlineData("login.mypurecloud.com.au", "mypurecloud.com.au")]
    [InlineData("apps.mypurecloud.com", "mypurecloud.com")]
    [InlineData("API.USE2.us-gov-pure.cloud", "use2.us-gov-pure.cloud")]
    public void A_host_of_a_domain_is_refused_with_the_domain_to_give(string host, string domain) =>
        Assert.EndsWith($" {domain}.", Refusal(host).Remedy, StringComparison.Ordinal);

    [Fact]
    public void The_refusal_says_what_may_be_given() => Assert.Contains("us-west-2", Refusal("nowhere").Remedy, StringComparison.Ordinal);

    [Fact]
    public void The_refusal_has_no_terminal_escapes() => Support.Secrecy.AssertPrintable(Refusal("\e[2Jusw2.pure.cloud"));

    private static GenesysException Refusal(string domain) => Assert.Throws<GenesysException>(() => GenesysEnvironment.Parse(domain));
}
