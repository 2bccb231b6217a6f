using System.Globalization;

namespace GenesysGuest.Tests.Support;

/// <summary>What nobody may read in an error.</summary>
internal static class Secrecy
{
    /// <summary>All text of an error that a user, a log or a crash dump may show, the causes' included.</summary>
    public static string AllText(GenesysException exception) =>
        string.Join('\n', exception.ToString(), exception.Message, exception.Remedy, exception.ServerCode, exception.CorrelationId);

    /// <summary>Asserts that none of the secrets, as they are or percent-encoded, stands in an error's text.</summary>
    public static void AssertHidden(GenesysException exception, params string[] secrets)
    {
        string text = AllText(exception);
        foreach (string secret in secrets)
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Uri.EscapeDataString(secret), text, StringComparison.Ordinal);
        }
    }

    /// <summary>Asserts that an error's own text cannot move a terminal's cursor, color it, or turn the direction of writing.</summary>
    public static void AssertPrintable(GenesysException exception)
    {
        foreach (string text in (string[])[exception.Message, exception.Remedy, exception.ServerCode ?? "", exception.CorrelationId ?? ""])
        {
            AssertPrintable(text);
        }
    }

    /// <summary>The same of a text, which is whole as well: no half of a surrogate pair is in it.</summary>
    public static void AssertPrintable(string text)
    {
        for (int i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(text, i);
            Assert.False(
                category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate,
                $"U+{(int)text[i]:X4} ({category}) at {i} of: {text}");
        }
    }
}
