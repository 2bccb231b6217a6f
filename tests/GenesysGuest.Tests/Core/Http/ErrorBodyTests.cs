using System.Net;
using System.Text;
using GenesysGuest.Http;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>What an error answer says for itself, Genesys's way or OAuth's, whatever else it turns out to be.</summary>
public sealed class ErrorBodyTests
{
    private static readonly ErrorBody Nothing = new(Code: null, Message: null);

    [Theory]
    [InlineData("""{"message":"No.","code":"bad.request","status":400,"details":[],"errors":[]}""", "bad.request", "No")]
    [InlineData("""{"error":"invalid_grant","error_description":"No."}""", "invalid_grant", "No")]
    [InlineData("""{"error":"invalid_grant","description":"No."}""", "invalid_grant", "No")]
    [InlineData("""{"message":"Genesys","error_description":"OAuth","code":"g","error":"o"}""", "g", "Genesys")]
    [InlineData("""{"message":"","error_description":"OAuth","code":"","error":"o"}""", "o", "OAuth")]
    [InlineData("""{"message":null,"description":"d","code":5,"error":"o"}""", "o", "d")]
    [InlineData("""{"code":"only.a.code"}""", "only.a.code", null)]
    [InlineData("""{"message":"only a message"}""", null, "only a message")]
    public void Code_and_message_are_read_without_the_full_stop(string body, string? code, string? message) => Assert.Equal(new ErrorBody(code, message), Read(body));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("5")]
    [InlineData("<html>502 Bad Gateway</html>")]
    [InlineData("{\"message\":\"cut o")]
    [InlineData("{\"message\":{\"x\":1},\"code\":[]}")]
    public void What_is_no_error_body_says_nothing(string body) => Assert.Equal(Nothing, Read(body));

    [Theory]
    [InlineData("""{"message":"\ud800","code":"c"}""")]
    [InlineData("""{"message":"\udc00\ud800","code":"c"}""")]
    public void A_message_that_is_no_text_is_left_out(string body) => Assert.Equal(new ErrorBody("c", Message: null), Read(body));

    [Theory]
    [InlineData("""{"\ud800":"x","code":"c"}""")]
    [InlineData("""{"code":"c","\udc00":1}""")]
    [InlineData("""{"cod\ud800":"x","code":"c","\ud800":"y"}""")]
    public void A_name_that_is_no_text_does_no_harm(string body) => Assert.Equal(new ErrorBody("c", Message: null), Read(body));

    [Fact]
    public void Bytes_that_are_no_UTF_8_do_no_harm()
    {
        byte[] body = [.. "{\"code\":\"c\",\"message\":\""u8, 0xff, 0xfe, .. "\"}"u8];

        Assert.Equal("c", ErrorBody.Read(Response(body)).Code);
    }

    [Theory]
    [InlineData(nameof(BodyCompleteness.Truncated))]
    [InlineData(nameof(BodyCompleteness.TooLong))]
    public void Part_of_a_body_says_nothing(string completeness) => Assert.Equal(
        Nothing, ErrorBody.Read(Response("{\"code\":\"c\"}"u8.ToArray()) with { Completeness = Enum.Parse<BodyCompleteness>(completeness) }));

    [Fact]
    public void Secrets_are_masked() => Assert.Equal(
        new ErrorBody("c ***", "m *** and code=***"), ErrorBody.Read(Response("{\"code\":\"c s3cret\",\"message\":\"m s3cret and code=xyz\"}"u8.ToArray()) with { Credentials = ["s3cret"] }));

    [Fact]
    public void Terminal_escapes_are_taken_out() => Assert.Equal(new ErrorBody("[2Jc", "m  n"), Read("""{"code":"\u001b[2Jc","message":"m\r\nn"}"""));

    private static ErrorBody Read(string body) => ErrorBody.Read(Response(Encoding.UTF8.GetBytes(body)));

    private static Response Response(byte[] body) =>
        new(HttpStatusCode.BadRequest, body, BodyCompleteness.Whole, RawCorrelationId: null, RetryAfter: null, Limit: null);
}
