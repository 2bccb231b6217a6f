using System.Globalization;
using System.Text;

namespace GenesysGuest;

/// <summary>Makes external text safe to display: no control characters, no terminal escapes, and no characters that change the text direction.</summary>
internal static class Printable
{
    private const int LongestText = 300;

    /// <summary>Converts text to one line of a message.</summary>
    /// <param name="text">The external text.</param>
    /// <returns>At most 300 characters. Longer text ends with an ellipsis.</returns>
    public static string Text(string? text) => Show(text ?? "", LongestText, lineEnd: ' ').Trim();

    /// <summary>Converts text of any length to lines.</summary>
    /// <param name="text">The external text.</param>
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
                case UnicodeCategory.Format: // a bidirectional override can make a line read differently from its content
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

    // Most text is plain, and a run may show text for each of a million rows.
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
