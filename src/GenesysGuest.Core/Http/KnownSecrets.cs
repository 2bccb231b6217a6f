namespace GenesysGuest.Http;

/// <summary>Values that must not appear in text in any form: literal, with JSON escapes, percent-encoded, or with these combined.</summary>
internal sealed class KnownSecrets
{
    public const string Mask = "***";

    private const int ShortestRemnant = 6;

    private readonly string[] _secrets;
    private readonly string[] _unescaped;

    /// <summary>Creates the list of values to mask.</summary>
    /// <param name="secrets">The values. Null and empty ones are ignored.</param>
    public KnownSecrets(IEnumerable<string?> secrets)
    {
        _secrets = [.. secrets.OfType<string>().Where(secret => secret.Length > 0).OrderByDescending(secret => secret.Length)];
        _unescaped = [.. _secrets.Select(secret => new UnescapedText(secret).Text).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Masks the values in text.</summary>
    /// <param name="text">The external text.</param>
    /// <returns>The text without the values, and without the beginning of a value at its end, where the text was truncated.</returns>
    public string MaskIn(string text)
    {
        if (_secrets.Length == 0)
        {
            return text;
        }

        // Literal values first, because a secret and the text after it may look like an escape.
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
