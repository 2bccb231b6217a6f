using System.Text;
using GenesysGuest.Http;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>Secrets are taken out of what a server sent before anyone sees it.</summary>
public sealed class RedactionTests
{
    [Theory]
    [InlineData("access_token")]
    [InlineData("accessToken")]
    [InlineData("ACCESS_TOKEN")]
    [InlineData("refresh_token")]
    [InlineData("id_token")]
    [InlineData("token")]
    [InlineData("code_verifier")]
    [InlineData("client_secret")]
    [InlineData("password")]
    [InlineData("guestToken")]
    [InlineData("GUEST_TOKEN")]
    [InlineData("jwt")]
    [InlineData("client_assertion")]
    [InlineData("ClientAssertion")]
    [InlineData("acc\\u0065ss_token")]
    public void A_member_that_holds_a_secret_is_masked(string name) =>
        Assert.Equal($$"""{"{{name}}" : "***","x":"y"}""", Redaction.Redact($$"""{"{{name}}" : "s3cr\"et","x":"y"}"""));

    [Fact]
    public void A_quote_that_is_not_closed_does_not_hide_the_name_of_a_member() =>
        Assert.DoesNotContain("s3cret", Redaction.Redact("\"an odd quote {\"Authorization\":\"s3cret-s3cret\",\"x\":[[[["), StringComparison.Ordinal);

    [Theory]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    [InlineData("code")]
    [InlineData("code_verifier")]
    [InlineData("client_secret")]
    [InlineData("password")]
    [InlineData("token")]
    public void A_field_of_a_form_is_masked(string name) => Assert.Equal($"x=1&{name}=***&y=2", Redaction.Redact($"x=1&{name}=s3cr%2Fet&y=2"));

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    [InlineData("Basic")]
    public void A_credential_of_an_authorization_header_is_masked(string scheme) =>
        Assert.Equal($"Authorization: {scheme} *** was refused", Redaction.Redact($"Authorization: {scheme} YWJjOmRlZg-._~+/== was refused"));

    [Theory]
    [InlineData("said: Bearer s3cret-s3\\u0063ret-s3cret, once", "said: Bearer ***, once")]
    [InlineData("authorization=Bearer s3cret-s3cret", "authorization=*** ***")]
    [InlineData("said \"token\":\"s3cret\\\"s3cret\", once", "said \"token\":\"***\", once")]
    public void Nothing_of_it_is_left_where_it_is_only_in_part_of_such_a_form(string text, string expected) => Assert.Equal(expected, Redaction.Redact(text));

    [Theory]
    [InlineData("""["s3cret-1","s3cret-2"]""")]
    [InlineData("""{"value":"s3cret","more":[{"x":"s3cret"}]}""")]
    [InlineData("""["s3cret"] """)]
    [InlineData("53")]
    public void Whatever_a_member_of_such_a_name_holds_is_masked(string value) =>
        Assert.Equal("***,\"x\":1}", Redaction.Redact($$"""{"token":{{value}},"x":1}""").Replace("{\"token\":\"***\"", "***", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("""{"message":"\u0073\u0033cret/+x"}""")]
    [InlineData("""{"message":"s3cret\/+x"}""")]
    [InlineData("""{"message":"{\"m\":\"{\\\"m\\\":\\\"\\\\u00733cret\\\\/+x\\\"}\"}"}""")]
    [InlineData("""[["\u00733cret/+x"]]""")]
    [InlineData("""{"\u00733cret/+x":1}""")]
    [InlineData("<p>\\u00733cret/+x</p>")]
    [InlineData("x?y=s3cret%2F%2Bx")]
    [InlineData("x?y=s3cret%2f%2bx")]
    [InlineData("x?y=s3cret%252F%252Bx")]
    [InlineData("x?y=%73%33cret/+x")]
    public void A_known_secret_is_masked_however_it_is_written(string text)
    {
        string shown = Redaction.Redact(text, "s3cret/+x");

        Assert.Contains("***", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("cret", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pa\"ss", "pa\\\"ss")]
    [InlineData("back\\slash", "back\\\\slash")]
    [InlineData("pässword", "p%C3%A4ssword")]
    [InlineData("pässword", "p\\u00e4ssword")]
    [InlineData("100%25", "100%25")]
    public void A_secret_of_odd_characters_is_found(string secret, string written) => Assert.Equal("<***>", Redaction.Redact($"<{written}>", secret));

    [Fact]
    public void What_the_connection_left_of_a_secret_is_masked() =>
        Assert.Equal("refused: ***", Redaction.Redact("refused: s3cret-s3cr", "s3cret-s3cret"));

    [Theory]
    [InlineData("""{"x":1,"guestToken":["s3cret","s3cr""")]
    [InlineData("""{"x":1,"guestToken":{"a":"s3cret",oops""")]
    [InlineData("""{"x":1,"jwt":"s3cret""")]
    [InlineData("""502 from upstream: {"x":{"guestToken":["s3cret"]}} bye""")]
    [InlineData("{\"a\":1}\n{\"jwt\":[\"s3cret\"]}")]
    [InlineData("\"{\\\"jwt\\\":[\\\"s3cret\\\"]}\"")]
    [InlineData("jwt%3Ds3cret")]
    [InlineData("Authorization: Bearer%20s3cret-s3cret")]
    public void A_body_that_is_only_in_part_JSON_is_redacted(string text) =>
        Assert.DoesNotContain("s3cr", Redaction.Redact(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("{ \"a\" : [ 1, 2.50, true, null ],\n \"b\\u0065\" : \"\\u00e9\" }")]
    [InlineData("""{"token":null,"tokens":["a"],"token_type":"bearer"}""")]
    [InlineData("""{"a":{"b":[{}]},"c":"\ud800"}""")]
    [InlineData("[INFO] {not json} [\"x\"")]
    [InlineData("{}")]
    public void JSON_without_secrets_stays_as_it_is(string text) => Assert.Equal(text, Redaction.Redact(text, "s3cret"));

    [Fact]
    public void A_long_body_is_redacted_before_any_of_it_is_cut() => Assert.DoesNotContain(
        "s3cret",
        Redaction.Redact(Encoding.UTF8.GetBytes($$"""{"jwt":"{{new string('x', 7980)}}","a":"s3cret-s3cret-s3cret"}"""), "s3cret-s3cret-s3cret"),
        StringComparison.Ordinal);

    [Fact]
    public void A_known_secret_is_masked_wherever_it_stands() =>
        Assert.Equal("no *** here, nor***there", Redaction.Redact("no s3cret here, nors3cretthere", "s3cret"));

    [Fact]
    public void No_secrets_are_none_at_all() => Assert.Equal("text", Redaction.Redact("text", null, ""));

    [Theory]
    [InlineData("The bearer of bad news")]
    [InlineData("""{"message":"Missing scope","status":403}""")]
    [InlineData("""{"tokens":"5","codes":"7"}""")]
    public void What_is_no_secret_stays(string text) => Assert.Equal(text, Redaction.Redact(text));

    [Fact]
    public void The_code_of_an_error_stays_because_support_asks_for_it() =>
        Assert.Equal("""{"code":"internal.server.error"}""", Redaction.Redact("""{"code":"internal.server.error"}"""));

    [Fact]
    public void A_secret_in_JSON_inside_JSON_is_masked() =>
        Assert.DoesNotContain("s3cret", Redaction.Redact("""{"message":"upstream said {\"token\":\"s3cret\"}"}"""), StringComparison.Ordinal);

    [Fact]
    public void A_body_is_cut_to_2000_characters() => Assert.Equal(2001, Redaction.Redact(Encoding.UTF8.GetBytes(new string('x', 100_000))).Length);

    [Fact]
    public void A_body_is_redacted_before_it_is_cut() => Assert.DoesNotContain(
        "s3cret",
        Redaction.Redact(Encoding.UTF8.GetBytes($"{new string('x', 1980)}{{\"token\":\"s3cret-s3cret-s3cret\"}}")),
        StringComparison.Ordinal);

    [Fact]
    public void A_body_that_is_no_UTF_8_does_no_harm() => Assert.Equal("a\uFFFDb", Redaction.Redact([(byte)'a', 0xff, (byte)'b']));

    [Fact]
    public void A_body_cannot_steer_a_terminal() =>
        Assert.DoesNotContain(Redaction.Redact("line 1\n\e]0;title\a\u009b2J\u202e"u8.ToArray()), c => c != '\n' && (char.IsControl(c) || c == '\u202e'));

    [Fact]
    public void A_body_keeps_its_lines() => Assert.Equal("one\ntwo", Redaction.Redact("one\ntwo"u8.ToArray()));

    [Theory]
    [InlineData("\"token\":\"")]
    [InlineData("\"token\":\"\\")]
    [InlineData("Bearer ")]
    [InlineData("code=code=")]
    [InlineData("{\"")]
    [InlineData("{\"a\":")]
    [InlineData("[\"")]
    [InlineData("\\")]
    [InlineData("%25")]
    [InlineData("s3cre")]
    public void Text_made_to_be_slow_to_search_is_searched_to_its_end(string repeated)
    {
        string text = string.Concat(Enumerable.Repeat(repeated, 100_000 / repeated.Length));

        Assert.EndsWith("***", Redaction.Redact($"{text} s3cret", "s3cret"), StringComparison.Ordinal);
    }
}
