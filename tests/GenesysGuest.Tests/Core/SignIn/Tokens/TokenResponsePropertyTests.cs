using System.Globalization;
using System.Text;
using CsCheck;
using GenesysGuest.SignIn.Tokens;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn.Tokens;

/// <summary>Whatever the token endpoint says: what was spent for a token is not lost over what stands around it, and nothing raw escapes.</summary>
public sealed class TokenResponsePropertyTests
{
    private static readonly Gen<byte[]> Mutated = Outside.Mutated(
        Outside.JsonObject(("\"access_token\"", "\"at-1\""), ("\"token_type\"", "\"bearer\""), ("\"expires_in\"", "3600"), ("\"refresh_token\"", "\"rt-1\""), ("\"scope\"", "\"a b\""))
            .Select(Encoding.UTF8.GetBytes));

    [Fact]
    public void All_of_it_is_read_however_it_is_written_and_whatever_stands_around_it() => Gen.Select(
        Outside.WellFormedText, Outside.WellFormedText, Outside.WellFormedText, Gen.Int, Gen.Bool).SelectMany((access, refresh, scope, lifetime, isText) =>
            Gen.Select(Outside.Quoted(access), Outside.Quoted(refresh), Outside.Quoted(scope)).SelectMany((accessJson, refreshJson, scopeJson) =>
            {
                string seconds = lifetime.ToString(CultureInfo.InvariantCulture);
                return Outside.JsonObject(
                    ("\"access_token\"", accessJson), ("\"refresh_token\"", refreshJson), ("\"scope\"", scopeJson), ("\"token_type\"", "\"Bearer\""),
                    ("\"expires_in\"", isText ? $"\" {seconds} \"" : seconds));
            }).Select(body => (Expected: new TokenResponse(access, "Bearer", lifetime, refresh, scope, HoldsError: false), Body: body)))
        .Select(Outside.Culture).Sample(
        (answer, culture) => Assert.Equal(answer.Expected, Outside.In(culture, () => TokenResponse.Read(Encoding.UTF8.GetBytes(answer.Body)))), iter: 2000);

    [Fact]
    public void A_member_of_another_type_is_as_good_as_absent_even_if_the_member_stands_there_twice() => Gen.Select(
        Gen.OneOf("access_token", "token_type", "expires_in", "refresh_token", "scope", "error"), Gen.OneOf("null", "true", "{}", "[\"x\"]", "\"\\ud800\"")).SelectMany((name, value) =>
            Outside.JsonObject(("\"access_token\"", "\"at-1\""), ("\"refresh_token\"", "\"rt-1\""), ("\"expires_in\"", "60"), ($"\"{name}\"", value))).Sample(
        body => Assert.Equal(
            new TokenResponse("at-1", TokenType: null, 60, "rt-1", Scope: null, HoldsError: false), TokenResponse.Read(Encoding.UTF8.GetBytes(body))),
        iter: 1000);

    [Fact]
    public async Task Whatever_is_answered_there_is_a_connection_with_a_token_that_can_be_sent_or_an_error_that_keeps_the_secret() => await Gen.Select(
        Gen.OneOf(Mutated, Outside.Bytes), Gen.Frequency((5, Gen.Const(200)), (1, Gen.OneOf(201, 302, 400, 401, 404, 407))), Outside.Culture).SampleAsync(
        async (body, status, culture) =>
        {
            const string code = "c0de-c0de-c0de";
            ScriptedServer server = new();
            server.Token.Replies(Reply.Bytes(status, body));
            CultureInfo.CurrentCulture = culture;
            try
            {
                using Connection connection = await server.SignInAsync(code);

                Assert.Equal(200, status);
                string token = await connection.GetAccessTokenAsync();
                Assert.NotEmpty(token);
                Assert.DoesNotContain(token, c => c is <= ' ' or >= '\x7f');
            }
            catch (SignInException refused)
            {
                Secrecy.AssertHidden(refused, code);
                Secrecy.AssertPrintable(refused);
            }
        },
        iter: 1000);
}
