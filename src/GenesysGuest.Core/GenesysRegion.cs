namespace GenesysGuest;

/// <summary>A region of Genesys Cloud.</summary>
/// <param name="Name">The name of the AWS region, such as <c>us-west-2</c>.</param>
/// <param name="Domain">The domain of the organizations in the region, such as <c>usw2.pure.cloud</c>.</param>
public sealed record GenesysRegion(string Name, string Domain)
{
    /// <summary>The regions that were known when this version was released. For newer regions, specify the domain.</summary>
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

    /// <summary>Returns the region with a name. The vendor's tools write some names with underscores.</summary>
    /// <param name="name">A name.</param>
    /// <returns>The region, or null if it is unknown.</returns>
    internal static GenesysRegion? Named(string name) => All.FirstOrDefault(region => string.Equals(region.Name, name.Replace('_', '-'), StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the domain of an address that consists only of a Genesys Cloud domain: a known one, or one that looks like the domain of a newer region.</summary>
    /// <param name="address">An address.</param>
    /// <returns>The domain in lower case, or null for all other addresses.</returns>
    internal static string? DomainAt(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.IsDefaultPort && IsGenesysDomain(uri.Host) && DomainAround(uri.Host) is null
        && string.Equals(address.TrimEnd('/'), $"https://{uri.Host}", StringComparison.OrdinalIgnoreCase)
            ? uri.Host
            : null;

    /// <summary>Returns the domain that a host belongs to, such as <c>usw2.pure.cloud</c> for <c>apps.usw2.pure.cloud</c>.</summary>
    /// <param name="host">A host, in lower case.</param>
    /// <returns>The domain, or null if the host is itself a domain or does not belong to Genesys Cloud.</returns>
    internal static string? DomainAround(string host)
    {
        int first = host.IndexOf('.') + 1;
        return All.FirstOrDefault(region => host.EndsWith($".{region.Domain}", StringComparison.Ordinal))?.Domain
            ?? (host[..first] is "apps." or "login." or "api." && IsGenesysDomain(host[first..]) ? host[first..] : null);
    }

    private static bool IsGenesysDomain(string host) =>
        host.EndsWith(".pure.cloud", StringComparison.Ordinal) || host.EndsWith("-pure.cloud", StringComparison.Ordinal) || host.StartsWith("mypurecloud.", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Domain})";
}
