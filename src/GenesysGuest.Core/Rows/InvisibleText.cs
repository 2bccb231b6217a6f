using System.Globalization;

namespace GenesysGuest.Rows;

/// <summary>Handles invisible characters. Harmless ones are kept. Those at the ends of a text are trimmed. All others are reported by code point.</summary>
internal static class InvisibleText
{
    /// <summary>Trims white space and invisible characters at both ends.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The trimmed text, or the same text if there was nothing to trim.</returns>
    public static string Trim(string text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && IsBlank(text[start]))
        {
            start++;
        }

        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return end - start == text.Length ? text : text[start..end];
    }

    /// <summary>Finds characters that are not allowed in an address: all invisible ones.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The code points, or null if there are none.</returns>
    public static string? InAddress(string address) => Find(address, static c => c != ' ' && IsBlank(c));

    /// <summary>Finds characters that are not allowed in a name: control characters and those that override the text direction. Joiners and direction marks are allowed.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The code points, or null if there are none.</returns>
    public static string? InName(string name) => Find(name, static c => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));

    private static bool IsBlank(char c) =>
        c is not (> ' ' and < '\u007F') && (char.IsWhiteSpace(c) || char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format);

    private static string? Find(string text, Func<char, bool> isFound)
    {
        foreach (char c in text)
        {
            if (isFound(c))
            {
                return string.Join(", ", text.Where(isFound).Distinct().Select(found => $"U+{(int)found:X4}"));
            }
        }

        return null;
    }
}
