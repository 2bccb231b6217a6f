namespace GenesysGuest.Tests.Core;

/// <summary>A domain that is one letter away from a known one is probably a slip.</summary>
public sealed class LikelyRegionTests
{
    [Theory]
    [InlineData("usw2.pure.cloud", null)]
    [InlineData("usw.pure.cloud", null)]
    [InlineData("usw2.pure.clou", "usw2.pure.cloud")]
    [InlineData("sw2.pure.cloud", "usw2.pure.cloud")]
    [InlineData("usw2.pure.cloudd", "usw2.pure.cloud")]
    [InlineData("uusw2.pure.cloud", "usw2.pure.cloud")]
    [InlineData("usw2.purr.cloud", "usw2.pure.cloud")]
    [InlineData("suw2.pure.cloud", "usw2.pure.cloud")]
    [InlineData("usw2.pure.cluod", "usw2.pure.cloud")]
    [InlineData("usw2.prue.cloud", "usw2.pure.cloud")]
    [InlineData("usw2.epru.cloud", null)]
    [InlineData("usw2.puxx.cloud", null)]
    [InlineData("usw9.pure.cloud", null)]
    [InlineData("example.com", null)]
    public void It_is_named(string domain, string? expected) => Assert.Equal(expected, GenesysRegion.Likely(domain));
}
