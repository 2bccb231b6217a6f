using GenesysGuest.Http;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>A text without the escapes of JSON and of addresses, and where each character stood.</summary>
public sealed class UnescapedTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("\\\"", "\"")]
    [InlineData("\\/", "/")]
    [InlineData("a\\\\", "a\\")]
    [InlineData("\\x", "\\x")]
    [InlineData("\\", "\\")]
    [InlineData("\\u0041", "A")]
    [InlineData("\\u00e4\\u00E4", "ää")]
    [InlineData("\\u004", "\\u004")]
    [InlineData("\\u004g", "\\u004g")]
    [InlineData("%41", "A")]
    [InlineData("%4a%4A", "JJ")]
    [InlineData("%4", "%4")]
    [InlineData("%4g", "%4g")]
    [InlineData("%G4", "%G4")]
    [InlineData("%", "%")]
    [InlineData("%7F", "\u007F")]
    [InlineData("%C2%80", "\u0080")]
    [InlineData("%DF%BF", "\u07FF")]
    [InlineData("%E0%A0%80", "\u0800")]
    [InlineData("%EF%BF%BC", "\uFFFC")]
    [InlineData("%F0%90%80%80", "\U00010000")]
    [InlineData("%F0%9F%8E%89!", "🎉!")]
    [InlineData("%80", "\uFFFD")]
    [InlineData("%C3", "\uFFFD")]
    [InlineData("%C3x", "\uFFFDx")]
    [InlineData("%C3%A4%A4", "ä\uFFFD")]
    [InlineData("%C3%41", "\uFFFDA")]
    [InlineData("%C3%7F", "\uFFFD\u007F")]
    [InlineData("%E2%82", "\uFFFD")]
    [InlineData("%E2%82%C3%A4", "\uFFFDä")]
    [InlineData("%2541", "A")]
    [InlineData("\\\\u0041", "A")]
    [InlineData("%5Cu0041", "A")]
    public void What_was_quoted_is_as_it_was_before(string text, string expected) => Assert.Equal(expected, new UnescapedText(text).Text);

    [Theory]
    [InlineData(0, "A")]
    [InlineData(11, "A")]
    [InlineData(12, "%41")]
    public void It_is_unquoted_twelve_times_at_most(int quotings, string expected) =>
        Assert.Equal(expected, new UnescapedText($"%{string.Concat(Enumerable.Repeat("25", quotings))}41").Text);

    [Theory]
    [InlineData("xyz", 3)]
    [InlineData("xyz4", 4)]
    [InlineData("xyzu004", 7)]
    [InlineData("xyz\\", 3)]
    [InlineData("xyz%", 3)]
    [InlineData("xyz%4", 3)]
    [InlineData("xyz%zz", 6)]
    [InlineData("xyz\\u", 3)]
    [InlineData("xyz\\u0", 3)]
    [InlineData("xyz\\u00", 3)]
    [InlineData("xyz\\u004", 3)]
    [InlineData("xyz\\0", 5)]
    [InlineData("xyz%\\", 3)]
    [InlineData("xyz\uFFFD", 3)]
    [InlineData("xyz%C3", 3)]
    [InlineData("%", 0)]
    [InlineData("", 0)]
    [InlineData("4", 1)]
    [InlineData("444", 3)]
    public void An_escape_that_was_cut_off_is_no_part_of_it(string text, int length) => Assert.Equal(length, new UnescapedText(text).WholeLength);

    [Theory]
    [InlineData("plain", false)]
    [InlineData("%zz", false)]
    [InlineData("%41", true)]
    public void It_is_shorter_if_anything_was_quoted(string text, bool expected) => Assert.Equal(expected, new UnescapedText(text).IsShorter);

    [Theory]
    [InlineData("abc", 0, 1, 0, 1)]
    [InlineData("abc", 1, 3, 1, 3)]
    [InlineData("abc", 0, 3, 0, 3)]
    [InlineData("a%41c", 1, 2, 1, 4)]
    [InlineData("a%2541c", 1, 2, 1, 6)]
    [InlineData("a%F0%9F%8E%89c", 1, 3, 1, 13)]
    [InlineData("%41%42%43", 1, 2, 3, 6)]
    public void A_range_of_it_is_found_in_the_original_text(string text, int start, int end, int originalStart, int originalEnd) =>
        Assert.Equal((originalStart, originalEnd), new UnescapedText(text).Original((start, end)));
}
