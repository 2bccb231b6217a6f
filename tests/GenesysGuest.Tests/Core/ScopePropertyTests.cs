using CsCheck;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core;

/// <summary>Whatever a scope value holds, it is taken apart into whole words.</summary>
public sealed class ScopePropertyTests
{
    [Fact]
    public void Words_are_found_again_whatever_separates_them() => Gen.Select(
        Outside.Text.Select(text => text.Replace(" ", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)).Where(word => word.Length > 0).Array[0, 6],
        Outside.Of(Gen.Char[" ,"], 1, 3)).Sample(
        (words, separator) => Assert.Equal(words.Distinct(StringComparer.Ordinal), Scope.Split($"{separator}{string.Join(separator, words)}{separator}")), iter: 2000);

    [Fact]
    public void Any_value_has_words_that_are_whole_and_different_and_nothing_else_is_lost() => Outside.LongText.Sample(
        value =>
        {
            IReadOnlyList<string> words = Scope.Split(value);

            Assert.DoesNotContain(words, word => word.Length == 0 || word.Contains(' ', StringComparison.Ordinal) || word.Contains(',', StringComparison.Ordinal));
            Assert.Equal(words.Distinct(StringComparer.Ordinal), words);
            Assert.Equal(words, Scope.Split(string.Join(' ', words)));
            Assert.Empty(words.OrderByDescending(word => word.Length).Aggregate(value, (rest, word) => rest.Replace(word, "", StringComparison.Ordinal)).Trim(' ', ','));
        },
        iter: 2000);
}
