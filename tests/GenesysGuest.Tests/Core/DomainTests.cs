namespace GenesysGuest.Tests.Core;

/// <summary>An unknown domain is accepted, because regions appear; a malformed one is not.</summary>
public sealed class DomainTests
{
    [Theory]
    [InlineData("xyz9.pure.cloud")]
    [InlineData("example.com")]
    [InlineData("a-b.example.co.uk")]
    public void An_unknown_domain_is_accepted(string domain) => Assert.Equal(domain, GenesysEnvironment.Parse(domain).Name);

    [Theory]
    [InlineData("USW2.Pure.Cloud", "usw2.pure.cloud")]
    [InlineData("XYZ9.Pure.Cloud", "xyz9.pure.cloud")]
    public void A_domain_is_made_lower_case(string domain, string expected) => Assert.Equal(expected, GenesysEnvironment.Parse(domain).Name);

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Of_nothing_it_is_said_that_it_is_empty(string? domain) => Assert.Equal("The environment is empty.", Refusal(domain!).Message);

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
    [InlineData("https://apps.usw2.pure.cloud", "usw2.pure.cloud")]
    [InlineData("https://apps.usw2.pure.cloud/directory/#/admin/people?x=1", "usw2.pure.cloud")]
    [InlineData("http://login.mypurecloud.de/oauth", "mypurecloud.de")]
    [InlineData("apps.xyz9.pure.cloud", "xyz9.pure.cloud")]
    [InlineData("https://apps.xyz9.pure.cloud/directory/#/admin", "xyz9.pure.cloud")]
    public void A_host_of_a_domain_is_refused_with_the_domain_to_give(string host, string domain) =>
        Assert.EndsWith($" {domain}.", Refusal(host).Remedy, StringComparison.Ordinal);

    [Theory]
    [InlineData("https://usw2.pure.cloud")]
    [InlineData("HTTPS://USW2.pure.cloud/")]
    public void The_address_of_a_domain_is_the_domain(string address) =>
        Assert.Equal(GenesysEnvironment.Parse("usw2.pure.cloud", HostLayout.Regional), GenesysEnvironment.Parse(address, HostLayout.Regional));

    [Theory]
    [InlineData("https://afs1.pure.cloud", "https://login.afs1.pure.cloud/oauth/token")]
    [InlineData("https://mypurecloud.dk/", "https://login.mypurecloud.dk/oauth/token")]
    [InlineData("https://use9.us-gov-pure.cloud", "https://login.use9.us-gov-pure.cloud/oauth/token")]
    [InlineData("https://afs1.pure.cloud/genesys", "https://afs1.pure.cloud/genesys/oauth/token")]
    [InlineData("https://gateway.example.com", "https://gateway.example.com/oauth/token")]
    public void The_address_of_a_domain_that_is_newer_than_the_table_is_the_domain_too(string address, string token) =>
        Assert.Equal(new Uri(token), GenesysEnvironment.Parse(address, HostLayout.Regional).TokenUri);

    [Theory]
    [InlineData("usw2.pur.cloud", "usw2.pure.cloud")]
    [InlineData("usw2.puree.cloud", "usw2.pure.cloud")]
    [InlineData("suw2.pure.cloud", "usw2.pure.cloud or euw2.pure.cloud")]
    [InlineData("usw2.pure.clodu", "usw2.pure.cloud")]
    [InlineData("usw2.prue.clod", "usw2.pure.cloud")]
    [InlineData("usw2.purecloud", "usw2.pure.cloud")]
    [InlineData("usw2.pure.cloud.com", "usw2.pure.cloud")]
    [InlineData("usw.pure.cloud", "usw2.pure.cloud")]
    [InlineData("mypureclod.com", "mypurecloud.com")]
    [InlineData("purecloud.com", "mypurecloud.com")]
    [InlineData("mypurecloud.dd", "mypurecloud.de")]
    [InlineData("mypurcloud.com.au", "mypurecloud.com.au")]
    [InlineData("mypurecloud.eu", "mypurecloud.ie or mypurecloud.de or mypurecloud.jp")]
    public void A_misspelled_domain_is_answered_with_the_nearest_ones(string domain, string meant) =>
        Assert.Equal($"'{domain}' is not a known Genesys Cloud domain. Did you mean {meant}?", Refusal(domain).Message);

    [Theory]
    [InlineData("us-wset-2", "us-west-2")]
    [InlineData("uswest2", "us-west-2")]
    [InlineData("EU_CENTRL_1", "eu-central-1")]
    [InlineData("us-east", "us-east-1 or us-east-2")]
    public void A_misspelled_region_is_answered_with_the_nearest_ones(string name, string meant) =>
        Assert.Equal($"'{name}' is not a known AWS region. Did you mean {meant}?", Refusal(name).Message);

    [Theory]
    [InlineData("usw9.pure.cloud")]
    [InlineData("ilc1.pure.cloud")]
    [InlineData("mypurecloud.com")]
    [InlineData("aps1.pure.cloud")]
    [InlineData("apse1.pure.cloud")]
    public void Another_digit_is_a_new_region_and_known_domains_are_themselves(string domain) => Assert.Equal(domain, GenesysEnvironment.Parse(domain).Name);

    [Fact]
    public void What_was_meant_all_the_same_is_taken_as_an_address() =>
        Assert.Equal(new Uri("https://usw2.puree.cloud/api/v2/oauth/token"), GenesysEnvironment.Parse("https://usw2.puree.cloud").TokenUri);

    [Fact]
    public void The_refusal_says_what_may_be_given() => Assert.Contains("us-west-2", Refusal("nowhere").Remedy, StringComparison.Ordinal);

    [Fact]
    public void The_refusal_has_no_terminal_escapes() => Support.Secrecy.AssertPrintable(Refusal("\e[2Jusw2.pure.cloud"));

    private static GenesysException Refusal(string domain) => Assert.Throws<GenesysException>(() => GenesysEnvironment.Parse(domain));
}
