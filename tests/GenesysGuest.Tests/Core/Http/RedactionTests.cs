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
    public void A_member_that_holds_a_secret_is_masked(string name) =>
        Assert.Equal($$"""{"{{name}}" : "***","x":"y"}""", Redaction.Redact($$"""{"{{name}}" : "s3cr\"et","x":"y"}"""));

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
    public void Text_made_to_be_slow_to_search_is_searched_at_once(string repeated)
    {
        string text = string.Concat(Enumerable.Repeat(repeated, 100_000 / repeated.Length));

        Assert.DoesNotContain("could not be checked", Redaction.Redact(text), StringComparison.Ordinal);
    }
}
