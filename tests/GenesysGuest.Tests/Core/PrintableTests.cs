namespace GenesysGuest.Tests.Core;

/// <summary>Text from outside is made fit for one line of a message.</summary>
public sealed class PrintableTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("  around  ", "around")]
    [InlineData("Grüße, 世界 مرحبا 🎉", "Grüße, 世界 مرحبا 🎉")]
    [InlineData("two\r\nlines", "two  lines")]
    [InlineData("tab\tbed", "tab bed")]
    [InlineData("a\u0000b", "a b")]
    [InlineData("\e[31mred\e[0m", "[31mred [0m")]
    [InlineData("\u009b2Jgone", "2Jgone")]
    [InlineData("\u007fdel", "del")]
    [InlineData("safe\u202egnp.exe", "safe gnp.exe")]
    [InlineData("\u2066isolated\u2069", "isolated")]
    [InlineData("zero\u200bwidth", "zero width")]
    [InlineData("\ufeffmark", "mark")]
    [InlineData("tag\U000E0041", "tag")]
    [InlineData("line\u2028paragraph\u2029end", "line paragraph end")]
    public void Nothing_in_it_can_move_a_cursor_or_turn_the_line(string? text, string expected) => Assert.Equal(expected, Printable.Text(text));

    [Fact]
    public void It_has_300_characters_at_most_and_says_that_there_were_more() =>
        Assert.Equal(new string('x', 300) + "…", Printable.Text(new string('x', 301)));

    [Fact]
    public void Text_of_300_characters_is_whole() => Assert.Equal(new string('x', 300), Printable.Text(new string('x', 300)));

    [Theory]
    [InlineData(299)]
    [InlineData(300)]
    public void It_is_never_cut_inside_a_character(int before) =>
        Assert.True(Printable.Text(new string('x', before) + "🎉🎉").IsNormalized(), "A surrogate stands alone.");

    [Fact]
    public void A_lone_surrogate_does_not_pass() => Assert.Equal("a\uFFFDb", Printable.Text("a\ud83db"));

}
