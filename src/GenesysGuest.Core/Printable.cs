using System.Globalization;
using System.Text;

namespace GenesysGuest;

/// <summary>Text from outside, made fit to be shown: no control characters, no terminal escapes, nothing that turns the direction of writing.</summary>
internal static class Printable
{
    private const int LongestText = 300;

    /// <summary>One line of a message.</summary>
    /// <param name="text">Text from outside.</param>
    /// <returns>At most 300 characters; where there were more, an ellipsis follows.</returns>
    public static string Text(string? text) => Show(text ?? "", LongestText, lineEnd: ' ').Trim();

    /// <summary>Several lines, of any length.</summary>
    /// <param name="text">Text from outside.</param>
    /// <returns>The lines.</returns>
    public static string Lines(string text) => Show(text, int.MaxValue, lineEnd: '\n');

    private static string Show(string text, int longest, char lineEnd)
    {
        if (text.Length <= longest && IsPlain(text))
        {
            return text;
        }

        StringBuilder shown = new(Math.Min(text.Length, longest));
        for (int i = 0; i < text.Length; i++)
        {
            int length = char.IsSurrogatePair(text, i) ? 2 : 1;
            if (shown.Length > longest - length)
            {
                return shown.Append('…').ToString();
            }

            switch (CharUnicodeInfo.GetUnicodeCategory(text, i))
            {
                case UnicodeCategory.Control when text[i] == '\n':
                    shown.Append(lineEnd);
                    break;
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                case UnicodeCategory.Format: // a bidirectional override can make a line read as what it is not
                    shown.Append(' ');
                    break;
                case UnicodeCategory.Surrogate:
                    shown.Append('\uFFFD');
                    break;
                default:
                    shown.Append(text, i, length);
                    break;
            }

            i += length - 1;
        }

        return shown.ToString();
    }

    // Most text is, and some of it is shown for each of a million rows.
    private static bool IsPlain(string text)
    {
        foreach (char c in text)
        {
            if (c is < ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }
}
