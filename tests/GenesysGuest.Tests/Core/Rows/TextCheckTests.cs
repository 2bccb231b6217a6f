using System.Text.RegularExpressions;
using GenesysGuest.Rows;

namespace GenesysGuest.Tests.Core.Rows;

/// <summary>What can be told of a text before it is sent.</summary>
public sealed class TextCheckTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("abc", true)]
    [InlineData("abcd", false)]
    [InlineData("a\nb", false)]
    [InlineData("a\uFFFDb", false)]
    public void A_text_is_neither_too_long_nor_steers_anything_nor_is_damaged(string? text, bool isGood) => Assert.Equal(isGood, TextCheck.Of("Title", text, longest: 3) is null);

    [Fact]
    public void What_is_too_long_is_said_with_both_lengths() =>
        Assert.Equal("the value has 4 characters; the maximum is 3", TextCheck.Of("Title", "abcd", longest: 3)!.What);

    // Written with escapes: half a character does not survive in the attribute of a test.
    [Theory]
    [InlineData("", true)]
    [InlineData("a\\ud83c\\udf89b", true)]
    [InlineData("\\ud83c\\udf89", true)]
    [InlineData("\\ud83c\\udf89\\ud83c\\udf89", true)]
    [InlineData("a\\ud83d", false)]
    [InlineData("\\ud83d", false)]
    [InlineData("a\\ude00", false)]
    [InlineData("\\ude00a", false)]
    [InlineData("\\ud83d\\ud83d\\ude00", false)]
    [InlineData("\\ud83c\\udf89\\ude00", false)]
    [InlineData("\\ud83c\\udf89\\uFFFD", false)]
    public void Halves_of_characters_are_damage(string text, bool isGood) => Assert.Equal(isGood, TextCheck.Damaged("Title", Regex.Unescape(text)) is null);

    [Fact]
    public void Damage_is_put_right_by_the_encoding() => Assert.Equal(NextStep.ReadWithEncoding, TextCheck.Damaged("Title", "\uFFFD")!.NextStep);

    [Theory]
    [InlineData(null, "the text contains characters that were damaged when the file was read")]
    [InlineData("Kunde", "the column 'Kunde' contains characters that were damaged when the file was read")]
    public void Damage_is_named_by_the_column_where_it_is_known(string? column, string expected) => Assert.Equal(expected, TextCheck.Damaged("Name", "\uFFFD", column)!.What);

    [Theory]
    [InlineData("a@b", true)]
    [InlineData("a@b-", false)]
    [InlineData("a@b.c-", false)]
    [InlineData("a@b.", false)]
    [InlineData("a@-", false)]
    [InlineData("a@", false)]
    [InlineData("@b", false)]
    [InlineData("a..a@b", true)]
    [InlineData("a@b..c", false)]
    [InlineData("a(b)@c", false)]
    [InlineData("a)@c", false)]
    [InlineData("a\\@c", false)]
    [InlineData("a]@c", false)]
    [InlineData("a>@c", false)]
    public void An_address_has_one_sign_and_a_host_after_it(string email, bool isGood) => Assert.Equal(isGood, TextCheck.OfEmail(email) is null);
}
