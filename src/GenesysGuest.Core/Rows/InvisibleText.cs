using System.Globalization;

namespace GenesysGuest.Rows;

/// <summary>Characters that nobody sees: where they do no harm they are kept, at the ends of a text they are taken off, and elsewhere they are shown by code point.</summary>
internal static class InvisibleText
{
    /// <summary>Takes off white space and invisible characters at both ends.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The rest; the same text if there were none.</returns>
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

    /// <summary>Finds what must not stand in an address: nothing invisible may.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The code points; null: there are none.</returns>
    public static string? InAddress(string address) => Find(address, static c => c != ' ' && IsBlank(c));

    /// <summary>Finds what must not stand in a name: control characters, and what turns the direction of writing. Joiners and marks of direction belong to names.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The code points; null: there are none.</returns>
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
