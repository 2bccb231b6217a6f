namespace GenesysGuest.Tests.Core;

/// <summary>The contract's region table, in both layouts.</summary>
public sealed class RegionTests
{
    public static TheoryData<string, string> Regions => new()
    {
        { "us-east-1", "mypurecloud.com" },
        { "us-east-2", "use2.us-gov-pure.cloud" },
        { "us-west-2", "usw2.pure.cloud" },
        { "ca-central-1", "cac1.pure.cloud" },
        { "eu-west-1", "mypurecloud.ie" },
        { "eu-west-2", "euw2.pure.cloud" },
        { "eu-central-1", "mypurecloud.de" },
        { "eu-central-2", "euc2.pure.cloud" },
        { "mx-central-1", "mxc1.pure.cloud" },
        { "ap-northeast-1", "mypurecloud.jp" },
        { "ap-northeast-2", "apne2.pure.cloud" },
        { "ap-northeast-3", "apne3.pure.cloud" },
        { "ap-south-1", "aps1.pure.cloud" },
        { "ap-southeast-1", "apse1.pure.cloud" },
        { "ap-southeast-2", "mypurecloud.com.au" },
        { "sa-east-1", "sae1.pure.cloud" },
        { "me-central-1", "mec1.pure.cloud" },
        { "eusc-de-east-1", "edee1.eusc-pure.cloud" },
    };

    [Fact]
    public void The_table_has_a_row_for_every_known_region() => Assert.Equal(Regions.Count, GenesysRegion.All.Count);

    [Theory]
    [MemberData(nameof(Regions))]
    public void A_region_name_stands_for_its_domain(string region, string domain) => Assert.Equal(domain, GenesysEnvironment.Parse(region).Name);

    [Theory]
    [MemberData(nameof(Regions))]
    public void A_region_name_may_have_underscores_as_the_vendors_tools_write_some(string region, string domain) =>
        Assert.Equal(domain, GenesysEnvironment.Parse(region.Replace('-', '_')).Name);

    [Theory]
    [MemberData(nameof(Regions))]
    public void A_region_name_is_read_in_any_case(string region, string domain) =>
        Assert.Equal(domain, GenesysEnvironment.Parse(region.ToUpperInvariant()).Name);

    [Theory]
    [MemberData(nameof(Regions))]
    public void A_domain_stands_for_itself(string region, string domain)
    {
        Assert.NotEmpty(region);
        Assert.Equal(domain, GenesysEnvironment.Parse(domain).Name);
    }

    [Theory]
    [MemberData(nameof(Regions))]
    public void The_path_layout_puts_all_three_on_the_domain(string region, string domain)
    {
        GenesysEnvironment environment = GenesysEnvironment.Parse(region);

        Assert.Equal(
            [$"https://{domain}/api/v2/oauth/authorize", $"https://{domain}/api/v2/oauth/token", $"https://{domain}/api/v2/externalusers/guests"],
            Addresses.Of(environment));
    }

    [Theory]
    [MemberData(nameof(Regions))]
    public void The_regional_layout_uses_the_login_and_api_hosts(string region, string domain)
    {
        GenesysEnvironment environment = GenesysEnvironment.Parse(region, HostLayout.Regional);

        Assert.Equal(
            [$"https://login.{domain}/oauth/authorize", $"https://login.{domain}/oauth/token", $"https://api.{domain}/api/v2/externalusers/guests"],
            Addresses.Of(environment));
    }

    [Fact]
    public void The_path_layout_is_the_default() => Assert.Equal(HostLayout.ApiPath, GenesysEnvironment.Parse("usw2.pure.cloud").Layout);

    [Fact]
    public void The_path_layout_asks_for_both_scopes() =>
        Assert.Equal(["webmessaging:guest:create", "externalusers:write"], GenesysEnvironment.Parse("usw2.pure.cloud").DefaultScopes);

    [Fact]
    public void The_regional_layout_asks_for_none() => Assert.Empty(GenesysEnvironment.Parse("usw2.pure.cloud", HostLayout.Regional).DefaultScopes);
}
