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

    /// <summary>The region of that name. The vendor's tools write some with underscores.</summary>
    /// <param name="name">A name.</param>
    /// <returns>The region; null: there is none.</returns>
    internal static GenesysRegion? Named(string name) => All.FirstOrDefault(region => string.Equals(region.Name, name.Replace('_', '-'), StringComparison.OrdinalIgnoreCase));

    /// <summary>The region whose domain an address is, with nothing after it.</summary>
    /// <param name="address">An address.</param>
    /// <returns>The region; null: it is another address.</returns>
    internal static GenesysRegion? At(string address) => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
        ? All.FirstOrDefault(region => string.Equals(address.TrimEnd('/'), $"https://{region.Domain}", StringComparison.OrdinalIgnoreCase) && uri.IsDefaultPort)
        : null;

    /// <summary>The region that a host is in, and is not the domain of.</summary>
    /// <param name="host">A host, in lower case.</param>
    /// <returns>The region; null: none.</returns>
    internal static GenesysRegion? Around(string host) => All.FirstOrDefault(region => host.EndsWith($".{region.Domain}", StringComparison.Ordinal));

    /// <summary>The known domain that somebody meant who was one letter off. Another digit is no slip: new regions are named so.</summary>
    /// <param name="domain">A domain, in lower case.</param>
    /// <returns>The domain; null: it is known, or like none.</returns>
    internal static string? Likely(string domain) => All.Any(region => string.Equals(region.Domain, domain, StringComparison.Ordinal))
        ? null
        : All.Select(region => region.Domain).FirstOrDefault(known => IsOneLetterAway(domain, known));

    // One letter more, less or other, or two of them exchanged.
    private static bool IsOneLetterAway(string text, string known)
    {
        int start = 0;
        while (start < text.Length && start < known.Length && text[start] == known[start])
        {
            start++;
        }

        int end = 0;
        while (end < text.Length - start && end < known.Length - start && text[text.Length - 1 - end] == known[known.Length - 1 - end])
        {
            end++;
        }

        string inText = text.Substring(start, text.Length - start - end);
        string inKnown = known.Substring(start, known.Length - start - end);
        bool isExchange = inText.Length == 2 && inKnown.Length == 2 && inText[0] == inKnown[1] && inText[1] == inKnown[0];
        bool isOneOff = inText.Length <= 1 && inKnown.Length <= 1 && !(inText + inKnown).Any(char.IsDigit);
        return isExchange || isOneOff;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Domain})";
}
