namespace GenesysGuest.Http;

/// <summary>Values that must not appear in a text, in whatever way they are written there: as they are, with JSON's escapes, percent-encoded, or each within the other.</summary>
internal sealed class KnownSecrets
{
    public const string Mask = "***";

    private const int ShortestRemnant = 6;

    private readonly string[] _secrets;
    private readonly string[] _unescaped;

    /// <summary>Values to be masked.</summary>
    /// <param name="secrets">The values; null and empty ones are none.</param>
    public KnownSecrets(IEnumerable<string?> secrets)
    {
        _secrets = [.. secrets.OfType<string>().Where(secret => secret.Length > 0).OrderByDescending(secret => secret.Length)];
        _unescaped = [.. _secrets.Select(secret => new UnescapedText(secret).Text).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Masks them.</summary>
    /// <param name="text">Text from outside.</param>
    /// <returns>The text without them, and without the beginning of one at its end, where the text was cut.</returns>
    public string MaskIn(string text)
    {
        if (_secrets.Length == 0)
        {
            return text;
        }

        // As they are first: unescaped, a secret and what follows it may read as one escape.
        text = _secrets.Aggregate(text, static (current, secret) => current.Replace(secret, Mask));
        UnescapedText unescaped = new(text);
        return unescaped.Masked(_unescaped.SelectMany(secret => PlacesOf(secret, unescaped)), Mask);
    }

    private static IEnumerable<(int Start, int End)> PlacesOf(string secret, UnescapedText unescaped)
    {
        string text = unescaped.Text;
        for (int at = 0; (at = text.IndexOf(secret, at, StringComparison.Ordinal)) >= 0; at += secret.Length)
        {
            yield return (at, at + secret.Length);
        }

        foreach (int whole in new HashSet<int> { text.Length, unescaped.WholeLength })
        {
            for (int length = Math.Min(secret.Length, whole); length >= ShortestRemnant; length--)
            {
                if (string.CompareOrdinal(text, whole - length, secret, 0, length) == 0)
                {
                    yield return (whole - length, text.Length);
                    break;
                }
            }
        }
    }
}
