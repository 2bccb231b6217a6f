using System.Text;

namespace GenesysGuest;

/// <summary>Text from outside, made fit for one line of a message: no control characters, no terminal escapes, no endless length.</summary>
internal static class Printable
{
    private const int LongestText = 300;

    public static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        StringBuilder line = new(Math.Min(text!.Length, LongestText));
        foreach (char c in text)
        {
            if (line.Length == LongestText)
            {
                return line.Append('…').ToString();
            }

            // Format characters (bidirectional overrides) can make a line read as what it is not.
            bool harmless = !char.IsControl(c) && char.GetUnicodeCategory(c) is not System.Globalization.UnicodeCategory.Format;
            line.Append(harmless ? c : ' ');
        }

        return line.ToString().Trim();
    }
}
