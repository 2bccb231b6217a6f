namespace GenesysGuest;

/// <summary>Finds the region that a misspelled name or domain most likely means.</summary>
internal static class RegionSpelling
{
    private const int MostShown = 3;

    /// <summary>Finds the known domains that are most similar to a domain. A different digit does not count as a misspelling, because new regions differ in it.</summary>
    /// <param name="domain">A domain, in lower case.</param>
    /// <returns>The domains. Empty if the domain is known or is not similar to any.</returns>
    public static IReadOnlyList<string> NearestDomains(string domain)
    {
        string[] known = [.. GenesysRegion.All.Select(region => region.Domain)];
        return known.Contains(domain, StringComparer.Ordinal) ? []
            : known.FirstOrDefault(other => domain.StartsWith($"{other}.", StringComparison.Ordinal)) is { } shorter ? [shorter]
            : Nearest(domain, known, IsShapedLikeRegion(domain) ? 1 : 2);
    }

    /// <summary>Finds the known AWS regions that are most similar to a name.</summary>
    /// <param name="name">A name that is not a known region.</param>
    /// <returns>The names. Empty if the name is not similar to any.</returns>
    public static IReadOnlyList<string> NearestNames(string name) => Nearest(name.ToLowerInvariant().Replace('_', '-'), [.. GenesysRegion.All.Select(region => region.Name)], most: 2);

    /// <summary>Completes a base address that was specified as a host and a port.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The address with its scheme, which is <c>http</c> for loopback addresses. Null if the text is not a host with a port.</returns>
    public static string? WithScheme(string text) =>
        Uri.TryCreate($"https://{text}", UriKind.Absolute, out Uri? uri)
        && text.StartsWith($"{uri.Host}:", StringComparison.OrdinalIgnoreCase)
        && text.Length > uri.Host.Length + 1 && text[uri.Host.Length + 1] is >= '0' and <= '9'
            ? $"{(uri.IsLoopback ? Uri.UriSchemeHttp : Uri.UriSchemeHttps)}://{text}"
            : null;

    private static List<string> Nearest(string text, string[] known, int most)
    {
        string digits = Digits(text);
        var near = known
            .Where(other => digits.Length == 0 || string.Equals(digits, Digits(other), StringComparison.Ordinal))
            .Select(other => (Text: other, Distance: Distance(text, other)))
            .Where(other => other.Distance <= most)
            .ToArray();
        return [.. near.Where(other => other.Distance == near.Min(any => any.Distance)).Take(MostShown).Select(other => other.Text)];
    }

    // A domain such as afs1.pure.cloud is more likely a region that is newer than this table than a domain with two misspellings.
    private static bool IsShapedLikeRegion(string domain) => domain.EndsWith(".pure.cloud", StringComparison.Ordinal);

    private static string Digits(string text) => new([.. text.Where(char.IsDigit)]);

    /// <summary>Counts the letters to insert, delete, replace, or swap with a neighbor to change one text into the other (optimal string alignment).</summary>
    private static int Distance(string text, string other)
    {
        int[,] distance = new int[text.Length + 1, other.Length + 1];
        for (int i = 0; i <= text.Length; i++)
        {
            for (int j = 0; j <= other.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    distance[i, j] = i + j;
                    continue;
                }

                int replaced = distance[i - 1, j - 1] + (text[i - 1] == other[j - 1] ? 0 : 1);
                int exchanged = i > 1 && j > 1 && text[i - 1] == other[j - 2] && text[i - 2] == other[j - 1] ? distance[i - 2, j - 2] + 1 : int.MaxValue;
                distance[i, j] = Math.Min(Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1, Math.Min(replaced, exchanged));
            }
        }

        return distance[text.Length, other.Length];
    }
}
