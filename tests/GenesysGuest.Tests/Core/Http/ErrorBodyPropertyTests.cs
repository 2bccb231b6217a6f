using System.Net;
using System.Text;
using CsCheck;
using GenesysGuest.Http;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>Whatever an error's body is: what it says for itself is short, steers nothing and holds no secret.</summary>
public sealed class ErrorBodyPropertyTests
{
    private static readonly Gen<string> Genesys = Outside.JsonObject(("\"message\"", "\"No.\""), ("\"code\"", "\"bad.request\""), ("\"status\"", "400"), ("\"errors\"", "[]"));

    [Fact]
    public void Code_and_message_are_read_however_they_are_written_and_whatever_stands_around_them() => Gen.Select(Outside.Plain, Outside.Plain).SelectMany((code, message) =>
        Gen.Select(Outside.Quoted($"c {code}"), Outside.Quoted($"m {message}"), Gen.OneOf("code", "error"), Gen.OneOf("message", "error_description", "description")).SelectMany(
            (codeJson, messageJson, codeName, messageName) => Outside.JsonObject(($"\"{codeName}\"", codeJson), ($"\"{messageName}\"", messageJson)))
        .Select(body => (Code: $"c {code}", Message: $"m {message}", Body: body)))
        .Where(said => !said.Code.Contains('=', StringComparison.Ordinal) && !said.Message.Contains('=', StringComparison.Ordinal) && !said.Body.Contains("[[[[[[[[[[[[[[[[", StringComparison.Ordinal))
        .Sample(
            said => Assert.Equal(new ErrorBody(said.Code.Trim().TrimEnd('.'), said.Message.Trim().TrimEnd('.')), Read(Encoding.UTF8.GetBytes(said.Body))),
            iter: 2000);

    [Fact]
    public void What_any_body_says_is_short_and_steers_nothing_and_holds_no_secret() => Outside.Secret.SelectMany(secret =>
        Outside.Quoted($"x {secret} y").SelectMany(quoted => Gen.OneOf(Genesys, Outside.JsonObject(("\"error\"", quoted), ("\"description\"", quoted)), Outside.Json))
            .Select(body => (secret, Encoding.UTF8.GetBytes(body)))).SelectMany((secret, body) =>
        Gen.OneOf(Gen.Const(body), Outside.Mutated(Gen.Const(body))).Select(bytes => (secret, bytes))).Sample(
        (secret, body) =>
        {
            ErrorBody read = Read(body, secret);

            foreach (string said in ((string?[])[read.Code, read.Message]).OfType<string>())
            {
                Secrecy.AssertPrintable(said);
                Assert.InRange(said.Length, 0, 301);
                Assert.DoesNotContain(secret, said, StringComparison.Ordinal);
            }
        },
        iter: 3000);

    private static ErrorBody Read(byte[] body, string? secret = null) => ErrorBody.Read(
        new Response(HttpStatusCode.BadRequest, body, BodyCompleteness.Whole, RawCorrelationId: null, RetryAfter: null, Limit: null)
        {
            Credentials = secret is null ? [] : [secret],
        });
}
