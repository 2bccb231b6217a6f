namespace GenesysGuest;

/// <summary>A place where Genesys Cloud runs.</summary>
/// <param name="Name">The AWS region's name, such as <c>us-west-2</c>.</param>
/// <param name="Domain">The domain of the organisations that live there, such as <c>usw2.pure.cloud</c>.</param>
public sealed record GenesysRegion(string Name, string Domain)
{
    /// <summary>The regions known when this version was made. New ones appear: their domain can be given as it is.</summary>
    public static IReadOnlyList<GenesysRegion> All { get; } = Array.AsReadOnly<GenesysRegion>(
    [
        new("us-east-1", "mypurecloud.com"),
        new("us-east-2", "use2.us-gov-pure.cloud"),
        new("us-west-2", "usw2.pure.cloud"),
        new("ca-central-1", "cac1.pure.cloud"),
        new("eu-west-1", "mypurecloud.ie"),
        new("eu-west-2", "euw2.pure.cloud"),
        new("eu-central-1", "mypurecloud.de"),
        new("eu-central-2", "euc2.pure.cloud"),
        new("mx-central-1", "mxc1.pure.cloud"),
        new("ap-northeast-1", "mypurecloud.jp"),
        new("ap-northeast-2", "apne2.pure.cloud"),
        new("ap-northeast-3", "apne3.pure.cloud"),
        new("ap-south-1", "aps1.pure.cloud"),
        new("ap-southeast-1", "apse1.pure.cloud"),
        new("ap-southeast-2", "mypurecloud.com.au"),
        new("sa-east-1", "sae1.pure.cloud"),
        new("me-central-1", "mec1.pure.cloud"),
        new("eusc-de-east-1", "edee1.eusc-pure.cloud"),
    ]);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Domain})";
}
