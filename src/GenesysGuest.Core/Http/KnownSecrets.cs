using System.Text;

namespace GenesysGuest.Http;

/// <summary>Values that must not appear in a text, in whatever way they are written there: as they are, with JSON's escapes, or percent-encoded.</summary>
/// <param name="secrets">The values; null and empty ones are none.</param>
internal sealed class KnownSecrets(IEnumerable<string?> secrets)
{
    public const string Mask = "***";

    private const int ShortestRemnant = 6;
    private const int LongestEscape = 32; // longer runs are not escapes, and slow to look through

    private readonly string[] _secrets = [.. secrets.OfType<string>().Where(secret => secret.Length > 0).OrderByDescending(secret => secret.Length)];

    /// <summary>Masks them.</summary>
    /// <param name="text">Text from outside.</param>
    /// <returns>The text without them, and without the beginning of one at its end, where the text was cut.</returns>
    public string MaskIn(string text)
    {
        foreach (string secret in _secrets)
        {
            text = MaskIn(text, secret);
        }

        return text;
    }

    private static string MaskIn(string text, string secret)
    {
        text = text.Replace(secret, Mask);
        StringBuilder? masked = null;
        int copied = 0;
        for (int start = 0; start < text.Length; start++)
        {
            if (End(text, start, secret) is { } end)
            {
                (masked ??= new(text.Length)).Append(text, copied, start - copied).Append(Mask);
                copied = end;
                start = end - 1;
            }
        }

        return masked is null ? text : masked.Append(text, copied, text.Length - copied).ToString();
    }

    private static int? End(string text, int position, string secret)
    {
        for (int matched = 0; matched < secret.Length;)
        {
            if (position == text.Length)
            {
                return matched >= ShortestRemnant ? position : null;
            }

            if (Escaped(text, position) is { } escaped && string.CompareOrdinal(secret, matched, escaped.Value, 0, escaped.Value.Length) == 0)
            {
                position = escaped.End;
                matched += escaped.Value.Length;
            }
            else if (text[position] == secret[matched])
            {
                position++;
                matched++;
            }
            else
            {
                return null;
            }
        }

        return position;
    }

    // However many times it was quoted: a backslash is then itself escaped, and a percent sign is %25.
    private static (string Value, int End)? Escaped(string text, int position)
    {
        switch (text[position])
        {
            case '\\':
                int escape = position;
                while (escape < text.Length && escape - position < LongestEscape && text[escape] == '\\')
                {
                    escape++;
                }

                return escape == text.Length || text[escape] is not ('u' or '"' or '/') ? escape - position >= 2 ? ("\\", position + 2) : null
                    : text[escape] != 'u' ? (text[escape].ToString(), escape + 1)
                    : Hexadecimal(text, escape + 1, 4) is { } unit ? (((char)unit).ToString(), escape + 5) : null;
            case '%':
                int digits = position + 1;
                while (digits - position < LongestEscape && string.CompareOrdinal(text, digits, "25", 0, 2) == 0 && Hexadecimal(text, digits + 2, 2) is not null)
                {
                    digits += 2;
                }

                return Character(text, digits);
            default:
                return null;
        }
    }

    // One character of UTF-8, each byte of which is percent-encoded.
    private static (string Value, int End)? Character(string text, int digits)
    {
        if (Hexadecimal(text, digits, 2) is not { } first)
        {
            return null;
        }

        byte[] bytes = new byte[first switch { < 0xC0 => 1, < 0xE0 => 2, < 0xF0 => 3, _ => 4 }];
        bytes[0] = (byte)first;
        digits += 2;
        for (int i = 1; i < bytes.Length; i++)
        {
            if (digits >= text.Length || text[digits] != '%' || Hexadecimal(text, digits + 1, 2) is not { } next)
            {
                return null;
            }

            bytes[i] = (byte)next;
            digits += 3;
        }

        return (Encoding.UTF8.GetString(bytes), digits);
    }

    private static int? Hexadecimal(string text, int start, int length)
    {
        int value = 0;
        for (int i = start; i < start + length; i++)
        {
            int digit = i >= text.Length ? -1 : text[i] switch
            {
                >= '0' and <= '9' and char c => c - '0',
                >= 'a' and <= 'f' and char c => c - 'a' + 10,
                >= 'A' and <= 'F' and char c => c - 'A' + 10,
                _ => -1,
            };
            if (digit < 0)
            {
                return null;
            }

            value = (value << 4) | digit;
        }

        return value;
    }
}
