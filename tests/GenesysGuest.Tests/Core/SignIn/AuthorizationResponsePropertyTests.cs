using CsCheck;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>Whatever is said to be the answer to a request: its code, and only if it bears the request's own state; or an error that says why not.</summary>
public sealed class AuthorizationResponsePropertyTests
{
    private const string Code = "c0de-c0de-c0de";

    private static readonly AuthorizationRequest Request = AuthorizationRequest.Create(GenesysEnvironment.Parse("usw2.pure.cloud"), "client-1");

    private static readonly Gen<string> Unknown = Gen.Select(
        Outside.Of(Gen.Char['a', 'z'], 0, 6).Where(name => name is not ("code" or "state" or "error" or "iss")), Outside.WellFormedText.SelectMany(Outside.PercentEncoded), Gen.Bool,
        (name, value, hasValue) => hasValue ? $"{name}={value}" : name);

    private static readonly Gen<string> Good = Queries(Outside.PercentEncoded(Code)).Select(query => $"{Request.RedirectUri}?{query}");

    private static readonly Gen<string> Bad = Outside.Mutated(Gen.OneOf(
        Good,
        Gen.OneOf(
            $"{Request.RedirectUri}?error=access_denied&error_description=No+%C3%BC%1b&state={Request.State}",
            $"{Request.RedirectUri}?code={Code}&iss=https%3A%2F%2Fusw2.pure.cloud&state={Request.State}#fragment",
            $"{Request.RedirectUri}?code={Code}&code={Code}&state={Request.State}&state={Request.State}",
            $"{Request.RedirectUri}?code={Code}&state={new string('0', 32)}",
            $"https://user:password@127.0.0.1:8765/callback?code={Code}&state={Request.State}")));

    [Fact]
    public void Any_code_is_read_however_it_is_encoded_and_whatever_stands_around_it() => Outside.WellFormedText.Where(code => code.Length > 0)
        .SelectMany(code => Queries(Outside.PercentEncoded(code)).Select(query => (code, query)))
        .Sample((code, query) => Assert.Equal(code, AuthorizationResponse.Parse(Request, $"{Request.RedirectUri}?{query}").Code), iter: 3000);

    [Fact]
    public void An_address_is_understood_however_it_is_pasted() => Gen.Select(
        Good, Gen.OneOf("", "\"", "'", "`", "\u201c", "\ufeff", " \" "), Gen.OneOf("", "\n", "\r\n", " \r\n\t "), Gen.Int[1, 200], Gen.Bool, Gen.OneOf("http://", "https://", "")).Sample(
        (address, wrapping, lineBreak, width, isHtml, scheme) =>
        {
            string pasted = address.Replace("http://", scheme, StringComparison.Ordinal);
            pasted = string.Join(lineBreak, pasted.Chunk(width).Select(line => new string(line)));
            pasted = isHtml && lineBreak.Length == 0 ? pasted.Replace("&", "&amp;", StringComparison.Ordinal) : pasted;

            Assert.Equal(Code, AuthorizationResponse.Parse(Request, $"{wrapping}{pasted}{wrapping}").Code);
        },
        iter: 3000);

    [Fact]
    public void What_is_taken_has_exactly_our_state_and_what_is_not_is_refused_with_a_reason_that_gives_nothing_away() => Gen.OneOf(Bad, Outside.Text).Sample(
        pasted =>
        {
            try
            {
                string code = AuthorizationResponse.Parse(Request, pasted).Code;

                Assert.NotEmpty(code);
                AssertIsOurs(string.Concat(pasted.Split('\r', '\n', '\u2028', '\u2029').Select(line => line.Trim())).Replace("&amp;", "&", StringComparison.Ordinal), code);
            }
            catch (SignInException refused)
            {
                Assert.True(refused.ErrorId is ErrorId.InvalidCallback or ErrorId.StateMismatch or ErrorId.AuthorizationDenied, refused.ErrorId.ToString());
                Assert.NotEmpty(refused.Remedy);
                Secrecy.AssertPrintable(refused);
                Secrecy.AssertHidden(refused, Request.State);
                if (pasted.Contains(":password@", StringComparison.Ordinal) && !pasted.Replace(":password@", "", StringComparison.Ordinal).Contains("password", StringComparison.Ordinal))
                {
                    Secrecy.AssertHidden(refused, "password"); // of a user, and not by chance a host's name
                }

                if (refused.ErrorId is ErrorId.StateMismatch)
                {
                    Secrecy.AssertHidden(refused, Code);
                }
            }
        },
        iter: 10_000);

    [Fact]
    public void What_anyone_sends_is_checked_without_an_exception_and_known_as_ours_by_the_state_alone() => Gen.Select(Bad, Gen.Bool).Sample(
        (address, isWhole) =>
        {
            string query = isWhole ? address : address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..];

            SignInException? error = AuthorizationResponse.Check(Request, query, out AuthorizationResponse? response, out bool isOfThisRequest);

            Assert.NotEqual(error is null, response is null);
            Assert.True(isOfThisRequest || response is null);
            Assert.True(isOfThisRequest || error!.ErrorId is not ErrorId.AuthorizationDenied);
            if (isOfThisRequest)
            {
                Assert.Contains(ValuesOf(query, "state"), value => string.Equals(value, Request.State, StringComparison.Ordinal));
            }
        },
        iter: 5000);

    /// <summary>Good queries, in any order and among parameters that nobody knows.</summary>
    private static Gen<string> Queries(Gen<string> code) => Gen.Select(code, Outside.PercentEncoded(Request.State), Unknown.Array[0, 3])
        .SelectMany((code, state, unknown) => Gen.Shuffle((string[])[$"code={code}", $"state={state}", .. unknown]).Select(parameters => string.Join('&', parameters)));

    private static void AssertIsOurs(string address, string code)
    {
        string query = address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('#')[0];

        Assert.Equal([Request.State], ValuesOf(query, "state"));
        Assert.Empty(ValuesOf(query, "error"));
        Assert.StartsWith(code, Assert.Single(ValuesOf(query, "code")), StringComparison.Ordinal); // more only where it is wrapping, at the address's end
    }

    private static List<string> ValuesOf(string query, string name) =>
    [
        .. query.TrimStart('?').Split('&')
            .Select(pair => pair.Replace('+', ' ').Split('=', 2))
            .Where(pair => string.Equals(Uri.UnescapeDataString(pair[0]), name, StringComparison.Ordinal))
            .Select(pair => Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? "")),
    ];
}
