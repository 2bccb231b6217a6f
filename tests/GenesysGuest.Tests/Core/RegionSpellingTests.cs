namespace GenesysGuest.Tests.Core;

/// <summary>A domain that is a slip or two away from a known one is probably misspelled.</summary>
public sealed class RegionSpellingTests
{
    [Theory]
    [InlineData("usw2.pure.cloud", "")]
    [InlineData("usw.pure.cloud", "usw2.pure.cloud")]
    [InlineData("usw2.pure.clou", "usw2.pure.cloud")]
    [InlineData("sw2.pure.cloud", "usw2.pure.cloud")]
    [InlineData("usw2.pure.cloudd", "usw2.pure.cloud")]
    [InlineData("uusw2.pure.cloud", "usw2.pure.cloud")]
    [InlineData("usw2.purr.cloud", "usw2.pure.cloud")]
    [InlineData("usw2.pure.cluod", "usw2.pure.cloud")]
    [InlineData("usw2.puxx.cloud", "usw2.pure.cloud")]
    [InlineData("usw2.pxxx.cloud", "")]
    [InlineData("xxw2.pure.cloud", "")]
    [InlineData("usw9.pure.cloud", "")]
    [InlineData("example.com", "")]
    public void The_nearest_domain_is_named(string domain, string expected) => Assert.Equal(expected, string.Join(" ", RegionSpelling.NearestDomains(domain)));

    [Theory]
    [InlineData("us-wst-2", "us-west-2")]
    [InlineData("us-wxxt-2", "us-west-2")]
    [InlineData("us-xxxx-2", "")]
    [InlineData("us-west-9", "")]
    public void The_nearest_region_is_named(string name, string expected) => Assert.Equal(expected, string.Join(" ", RegionSpelling.NearestNames(name)));
}
