namespace GenesysGuest.Tests.Core;

/// <summary>Scopes are words separated by spaces (RFC 6749 §3.3), or by commas where a server does so.</summary>
public sealed class ScopeTests
{
    [Theory]
    [InlineData(null, new string[0])]
    [InlineData("", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData("  a   b ", new[] { "a", "b" })]
    [InlineData("a b a", new[] { "a", "b" })]
    [InlineData("a,b, c", new[] { "a", "b", "c" })]
    [InlineData(",", new string[0])]
    [InlineData("a A", new[] { "a", "A" })]
    public void A_scope_value_is_taken_apart(string? value, string[] words) => Assert.Equal(words, Scope.Split(value));
}
