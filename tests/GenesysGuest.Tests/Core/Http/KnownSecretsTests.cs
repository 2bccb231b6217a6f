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
    [InlineData("abcdef", "***")]
    [InlineData("abc", "***")]
    [InlineData("xabcy", "x***y")]
    public void Of_two_the_longer_is_masked(string text, string expected) => Assert.Equal(expected, new KnownSecrets(["abc", "abcdef"]).MaskIn(text));

    [Fact]
    public void None_is_masked_where_there_are_none() => Assert.Equal("%41", new KnownSecrets([null, ""]).MaskIn("%41"));
}
