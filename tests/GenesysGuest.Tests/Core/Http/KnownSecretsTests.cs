using GenesysGuest.Http;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>Values that must not appear, and what is left of one where a text was cut.</summary>
public sealed class KnownSecretsTests
{
    [Theory]
    [InlineData("said: s3cret-s", "said: ***")]
    [InlineData("said: s3cret", "said: ***")]
    [InlineData("said: s3cre", "said: s3cre")]
    [InlineData("s3cret said", "s3cret said")]
    [InlineData("said: s3cret%2", "said: ***")]
    [InlineData("said: s3cret-s3cret s3cret-s3cret", "said: *** ***")]
    [InlineData("s3cret", "***")]
    public void At_the_end_of_a_text_six_characters_of_it_are_masked(string text, string expected) =>
        Assert.Equal(expected, new KnownSecrets(["s3cret-s3cret"]).MaskIn(text));

    [Theory]
    [InlineData("abcdef", "***", "abc", "abcdef")]
    [InlineData("abc", "***", "abc", "abcdef")]
    [InlineData("xabcy", "x***y", "abc", "abcdef")]
    [InlineData("abc%64ef", "***", "abc", "abcdef")]
    [InlineData("abc\\u0064ef", "***", "abc", "abcdef")]
    [InlineData("%61bcdef", "***", "abc", "abcdef")]
    [InlineData("abc%64e%66", "***", "def", "abcdef")]
    [InlineData("abcd", "***", "abc", "bcd")]
    [InlineData("%61bcd", "***", "abc", "bcd")]
    [InlineData("ababa!", "***!", "aba")]
    [InlineData("said: abcdefghi%6", "said: ***", "abc", "abcdefghijkl")]
    public void Where_secrets_overlap_nothing_of_either_is_left(string text, string expected, params string[] secrets) =>
        Assert.Equal(expected, new KnownSecrets(secrets).MaskIn(text));

    [Theory]
    [InlineData("abc%61!", "***1!", "abc%6")]
    [InlineData("x%41%62c!", "******!", "x%4", "1bc")]
    [InlineData("abc%61!", "***1!", "abc%6", "bc")]
    public void A_secret_and_what_follows_it_may_look_like_an_escape(string text, string expected, params string[] secrets) =>
        Assert.Equal(expected, new KnownSecrets(secrets).MaskIn(text));

    [Theory]
    [InlineData("<pass word+>")]
    [InlineData("<pass+word+>")]
    [InlineData("<pass+word%2B>")]
    [InlineData("<pass%20word%2b>")]
    public void A_form_has_a_plus_sign_in_place_of_a_space(string text) => Assert.Equal("<***>", new KnownSecrets(["pass word+"]).MaskIn(text));

    [Fact]
    public void None_is_masked_where_there_are_none() => Assert.Equal("%41", new KnownSecrets([null, ""]).MaskIn("%41"));
}
