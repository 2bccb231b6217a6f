namespace GenesysGuest.Http;

/// <summary>Values that must not appear in text in any form: literal, with JSON escapes, percent-encoded, or with these combined.</summary>
internal sealed class KnownSecrets
{
    private const int ShortestRemnant = 6;

    private readonly string[] _secrets;
    private readonly string[] _unescaped;

    /// <summary>Creates the list of values to mask.</summary>
    /// <param name="secrets">The values. Null and empty ones are ignored.</param>
    public KnownSecrets(IEnumerable<string?> secrets)
    {
        // A form has a plus sign in place of a space.
        _secrets = [.. secrets.OfType<string>().Where(secret => secret.Length > 0).SelectMany(secret => new[] { secret, secret.Replace(' ', '+') }).Distinct(StringComparer.Ordinal)];
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

        // All are found before any is masked, because one may be part of another.
        (int Start, int End)[] literal = [.. _secrets.SelectMany(secret => PlacesOf(secret, text))];
        IEnumerable<(int Start, int End)> places = literal.Concat(EscapedPlaces(text));
        return Masking.Masked(text, literal.Length == 0 ? places : places.Concat(EscapedPlaces(Blanked(text, literal))));
    }

    private static IEnumerable<(int Start, int End)> PlacesOf(string secret, string text)
    {
        for (int at = 0; (at = text.IndexOf(secret, at, StringComparison.Ordinal)) >= 0; at++)
        {
            yield return (at, at + secret.Length);
        }
    }

    // A value and the text after it may look like an escape, which would hide a value that begins there.
    private static string Blanked(string text, (int Start, int End)[] places)
    {
        char[] blanked = text.ToCharArray();
        foreach ((int start, int end) in places)
        {
            Array.Clear(blanked, start, end - start);
        }

        return new(blanked);
    }

    private IEnumerable<(int Start, int End)> EscapedPlaces(string text)
    {
        UnescapedText unescaped = new(text);
        return _unescaped.SelectMany(secret => PlacesOf(secret, unescaped.Text).Concat(Remnants(secret, unescaped))).Select(unescaped.Original);
    }

    // The beginning of a value at the end of the text.
    private static IEnumerable<(int Start, int End)> Remnants(string secret, UnescapedText unescaped)
    {
        string text = unescaped.Text;
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
