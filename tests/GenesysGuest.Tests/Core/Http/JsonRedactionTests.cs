using GenesysGuest.Http;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>Of JSON, what a member of a certain name holds is masked, and the rest stays to the byte.</summary>
public sealed class JsonRedactionTests
{
    [Theory]
    [InlineData("token")]
    [InlineData("accessToken")]
    [InlineData("access_token")]
    [InlineData("client-secret")]
    [InlineData("PASSWORD")]
    [InlineData("jwt")]
    [InlineData("assertion")]
    [InlineData("client_assertion")]
    [InlineData("code_verifier")]
    [InlineData("Authorization")]
    [InlineData("Proxy-Authorization")]
    [InlineData("api_key")]
    [InlineData("passwd")]
    [InlineData("pwd")]
    [InlineData("Cookie")]
    [InlineData("Set-Cookie")]
    [InlineData(" token ")]
    public void A_name_that_tells_of_a_secret_is_known(string name) => Assert.Equal($$"""{"{{name}}":"***"}""", Redaction.Redact($$"""{"{{name}}":["s3cret"]}"""));

    [Theory]
    [InlineData("tokens")]
    [InlineData("secretary")]
    [InlineData("passwords")]
    [InlineData("jwts")]
    [InlineData("code")]
    [InlineData("cookies")]
    public void A_name_that_is_like_it_is_not(string name)
    {
        string text = $$"""{"{{name}}":["open"]}""";

        Assert.Equal(text, Redaction.Redact(text));
    }

    [Theory]
    [InlineData("""{"jwt":true,"x":1}""", """{"jwt":true,"x":1}""")]
    [InlineData("""{"jwt":false}""", """{"jwt":false}""")]
    [InlineData("""{"jwt":null}""", """{"jwt":null}""")]
    [InlineData("""{"jwt":7,"x":1}""", """{"jwt":"***","x":1}""")]
    [InlineData("""{"jwt":{},"x":1}""", """{"jwt":"***","x":1}""")]
    [InlineData("""{"jwt":[],"x":1}""", """{"jwt":"***","x":1}""")]
    [InlineData("""{"jwt":[7,[8],{"a":"b"}],"x":"y"}""", """{"jwt":"***","x":"y"}""")]
    [InlineData("""{"jwt":{"a":{"b":[true]},"c":null},"x":"y"}""", """{"jwt":"***","x":"y"}""")]
    [InlineData("""{"a":{"jwt":"s"},"b":"c"}""", """{"a":{"jwt":"***"},"b":"c"}""")]
    [InlineData("""[{"jwt":"s"},{"x":"s"}]""", """[{"jwt":"***"},{"x":"s"}]""")]
    [InlineData(""" [{ "jwt" : "s" }] """, """ [{ "jwt" : "***" }] """)]
    [InlineData("""503: {"jwt":["s"]} bye""", """503: {"jwt":"***"} bye""")]
    [InlineData("""{ "a" : 1 } { "jwt" : ["s"] }""", """{ "a" : 1 } { "jwt" : "***" }""")]
    [InlineData("""{"jwt":["s"], oops""", """{"jwt":"***", oops""")]
    [InlineData("""{"jwt":["s", oops""", """{"jwt":***""")]
    [InlineData("""{"x":"y","jwt":""", """{"x":"y","jwt"***""")]
    [InlineData("""{"jwt":"s""", """{"jwt"***""")]
    [InlineData("""{not json: ["s"]}""", """{not json: ["s"]}""")]
    public void Its_value_is_masked_and_the_rest_stays(string text, string expected) => Assert.Equal(expected, Redaction.Redact(text));

    [Theory]
    [InlineData("""{"a":"jwt=s3cret&x=y"}""", """{"a":"jwt=***&x=y"}""")]
    [InlineData("""{"jwt=s3cret":1}""", """{"jwt=***":1}""")]
    [InlineData("""{"a":"{\"jwt\":[\"s\"]}"}""", """{"a":"{\"jwt\":\"***\"}"}""")]
    public void What_a_string_holds_is_looked_through_as_well(string text, string expected) => Assert.Equal(expected, Redaction.Redact(text));

    [Fact]
    public void A_hundred_pieces_of_JSON_in_a_text_are_looked_through() =>
        Assert.EndsWith("""{"jwt":"***"}""", Redaction.Redact(string.Concat(Enumerable.Repeat("""{"a":1} """, 99)) + """{"jwt":["s"]}"""), StringComparison.Ordinal);

    [Fact]
    public void Four_strings_deep_JSON_is_looked_through()
    {
        string text = """{"jwt":["s3cret"]}""";
        for (int depth = 0; depth < 4; depth++)
        {
            text = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { ["a"] = text });
        }

        Assert.DoesNotContain("s3cret", Redaction.Redact(text), StringComparison.Ordinal);
    }
}
