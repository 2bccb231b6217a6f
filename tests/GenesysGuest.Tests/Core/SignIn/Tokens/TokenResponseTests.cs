using System.Text;
using GenesysGuest.SignIn.Tokens;

namespace GenesysGuest.Tests.Core.SignIn.Tokens;

/// <summary>The members of a token answer, whatever else stands there.</summary>
public sealed class TokenResponseTests
{
    [Theory]
    [InlineData("""{"access_token":"a","token_type":"b","expires_in":7,"refresh_token":"c","scope":"d"}""", "a|b|7|c|d|False")]
    [InlineData("""{"access_token":"a","access_token":7}""", "a|||||False")]
    [InlineData("""{"access_token":"a","access_token":"b"}""", "b|||||False")]
    [InlineData("""{"token_type":"b","token_type":null}""", "|b||||False")]
    [InlineData("""{"expires_in":7,"expires_in":"soon"}""", "||7|||False")]
    [InlineData("""{"expires_in":"7.5"}""", "||7.5|||False")]
    [InlineData("""{"expires_in":true}""", "|||||False")]
    [InlineData("""{"refresh_token":"c","refresh_token":{}}""", "|||c||False")]
    [InlineData("""{"scope":"d","scope":[]}""", "||||d|False")]
    [InlineData("""{"error":"e","error":7}""", "|||||True")]
    [InlineData("""{"token_type":"b","token_type":"x"}""", "|x||||False")]
    [InlineData("""{"expires_in":7,"expires_in":8}""", "||8|||False")]
    [InlineData("""{"refresh_token":"c","refresh_token":"x"}""", "|||x||False")]
    [InlineData("""{"scope":"d","scope":"x"}""", "||||x|False")]
    [InlineData("""{"error":"e","error":""}""", "|||||False")]
    [InlineData("""{"error":""}""", "|||||False")]
    [InlineData("""{"error":7}""", "|||||False")]
    [InlineData("""{"access_token":"\ud83d","scope":"d"}""", "||||d|False")]
    [InlineData("""{"\ud83d":"x","scope":"d"}""", "||||d|False")]
    public void A_member_of_the_wrong_type_is_absent_and_the_last_of_the_right_one_counts(string body, string expected)
    {
        TokenResponse answer = Read(body)!;

        Assert.Equal(expected, FormattableString.Invariant($"{answer.AccessToken}|{answer.TokenType}|{answer.ExpiresIn}|{answer.RefreshToken}|{answer.Scope}|{answer.HoldsError}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"access_token\"")]
    [InlineData("""{"access_token":"a" """)]
    public void What_is_no_object_is_no_answer(string body) => Assert.Null(Read(body));

    [Fact]
    public void Its_text_shows_nothing_of_it() => Assert.Equal("***", Read("""{"access_token":"a"}""")!.ToString());

    private static TokenResponse? Read(string body) => TokenResponse.Read(Encoding.UTF8.GetBytes(body));
}
