using GenesysGuest.Rows;

namespace GenesysGuest.Tests.Core.Rows;

/// <summary>Characters that nobody sees.</summary>
public sealed class InvisibleTextTests
{
    [Theory]
    [InlineData("  ada ", "ada")]
    [InlineData("\u200Bada\uFEFF", "ada")]
    [InlineData("\u00A0\tada\r\n", "ada")]
    [InlineData("\u202Aada\u202C", "ada")]
    [InlineData("\u2066 \u200E", "")]
    [InlineData("a d", "a d")]
    [InlineData("", "")]
    [InlineData("\u007Fada\u007F", "ada")]
    [InlineData("!~", "!~")]
    public void At_the_ends_they_are_taken_off(string text, string expected) => Assert.Equal(expected, InvisibleText.Trim(text));

    [Fact]
    public void What_has_none_stays_the_same_object()
    {
        string text = new('a', 3);

        Assert.Same(text, InvisibleText.Trim(text));
    }

    [Theory]
    [InlineData("ada\u200B@example.com", "U+200B")]
    [InlineData("ada@exam\u00ADple.com", "U+00AD")]
    [InlineData("ada\u202E@example\u200B.com", "U+202E, U+200B")]
    [InlineData("ada\u00A0b@example.com", "U+00A0")]
    [InlineData("ada\u0000@example.com", "U+0000")]
    [InlineData("ada@example.com\u007F", "U+007F")]
    [InlineData("ada @example.com", null)]
    [InlineData("ada@example.com", null)]
    [InlineData("用户@例子.广告", null)]
    public void In_an_address_they_are_shown(string address, string? expected) => Assert.Equal(expected, InvisibleText.InAddress(address));

    [Theory]
    [InlineData("علی\u200Cرضا", null)] // Persian: a joiner that keeps letters apart
    [InlineData("क्\u200Dष", null)] // Hindi: a joiner that keeps them together
    [InlineData("👩\u200D🚀 Ada", null)]
    [InlineData("שלום\u200E Ada", null)]
    [InlineData("Ada\nLovelace", "U+000A")]
    [InlineData("Ada\u202Eecalevol", "U+202E")]
    [InlineData("Ada\u2067x\u2069", "U+2067, U+2069")]
    [InlineData("Ada\u001B[31m", "U+001B")]
    public void In_a_name_those_are_shown_that_do_harm(string name, string? expected) => Assert.Equal(expected, InvisibleText.InName(name));

    [Theory]
    [InlineData('\u2029', false)]
    [InlineData('\u202A', true)]
    [InlineData('\u202B', true)]
    [InlineData('\u202D', true)]
    [InlineData('\u202E', true)]
    [InlineData('\u202F', false)]
    [InlineData('\u2065', false)]
    [InlineData('\u2066', true)]
    [InlineData('\u2068', true)]
    [InlineData('\u2069', true)]
    [InlineData('\u206A', false)]
    public void In_a_name_harm_is_what_turns_the_direction_of_writing(char c, bool isShown) => Assert.Equal(isShown, InvisibleText.InName($"A{c}b") is not null);

    [Fact]
    public void Each_is_shown_once() => Assert.Equal("U+200B", InvisibleText.InAddress("a\u200Bd\u200Ba"));
}
