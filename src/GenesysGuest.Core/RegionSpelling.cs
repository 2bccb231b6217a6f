namespace GenesysGuest;

/// <summary>Finds the region that a misspelled name or domain stands for.</summary>
internal static class RegionSpelling
{
    private const int MostShown = 3;

    /// <summary>The known domains nearest to a domain. Another digit is no slip: new regions differ in it.</summary>
    /// <param name="domain">A domain, in lower case.</param>
    /// <returns>The domains; none if this one is known, or resembles none.</returns>
    public static IReadOnlyList<string> NearestDomains(string domain)
    {
        string[] known = [.. GenesysRegion.All.Select(region => region.Domain)];
        return known.Contains(domain, StringComparer.Ordinal) ? []
            : known.FirstOrDefault(other => domain.StartsWith($"{other}.", StringComparison.Ordinal)) is { } shorter ? [shorter]
            : Nearest(domain, known, IsShapedLikeRegion(domain) ? 1 : 2);
    }

    /// <summary>The known AWS regions nearest to a name.</summary>
    /// <param name="name">A name that is none of them.</param>
    /// <returns>The names; none if it resembles none.</returns>
    public static IReadOnlyList<string> NearestNames(string name) => Nearest(name.ToLowerInvariant().Replace('_', '-'), [.. GenesysRegion.All.Select(region => region.Name)], most: 2);

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

    // Such as afs1.pure.cloud: more likely a region that is newer than this table than two slips at once.
    private static bool IsShapedLikeRegion(string domain) => domain.EndsWith(".pure.cloud", StringComparison.Ordinal);

    private static string Digits(string text) => new([.. text.Where(char.IsDigit)]);

    /// <summary>How many letters have to be added, removed, replaced or exchanged with their neighbor to make one text of another (optimal string alignment).</summary>
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
