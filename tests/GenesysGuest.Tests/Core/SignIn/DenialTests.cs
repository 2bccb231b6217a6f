using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>The authorization server answers with an error (RFC 6749 §4.1.2.1).</summary>
public sealed class DenialTests
{
    private readonly AuthorizationRequest _request = AuthorizationRequest.Create(GenesysEnvironment.Parse("usw2.pure.cloud"), "client-1");

    [Theory]
    [InlineData("access_denied")]
    [InlineData("invalid_request")]
    [InlineData("unauthorized_client")]
    [InlineData("invalid_scope")]
    [InlineData("unsupported_response_type")]
    [InlineData("server_error")]
    [InlineData("temporarily_unavailable")]
    [InlineData("invalid_pkce_package")]
    [InlineData("something_new")]
    public void An_error_is_a_denial_with_the_servers_code(string error)
    {
        SignInException denial = Denial($"error={error}");

        Assert.Equal((ErrorId.AuthorizationDenied, error), (denial.ErrorId, denial.ServerCode));
    }

    [Theory]
    [InlineData("access_denied", "Allow")]
    [InlineData("unauthorized_client", "client id")]
    [InlineData("invalid_scope", "-Scope")]
    [InlineData("invalid_request", "redirect URI")]
    [InlineData("invalid_pkce_package", "redirect URI")]
    [InlineData("temporarily_unavailable", "few minutes")]
    [InlineData("server_error", "few minutes")]
    [InlineData("something_new", "region")]
    public void An_error_has_its_own_remedy(string error, string hint) =>
        Assert.Contains(hint, Denial($"error={error}").AtThePrompt(), StringComparison.Ordinal);

    [Fact]
    public void The_description_is_shown() =>
        Assert.EndsWith(": The user said no.", Denial("error=access_denied&error_description=The+user+said+no").Message, StringComparison.Ordinal);

    [Fact]
    public void An_error_without_a_description_ends_as_a_sentence() =>
        Assert.Equal("The authorization server returned the error 'access_denied'.", Denial("error=access_denied").Message);

    [Fact]
    public void Terminal_escapes_are_taken_out() =>
        Secrecy.AssertPrintable(Denial("error=bad%1b%5D0;title%07&error_description=%1b[31mred%0d%0anext%c2%9b2J%e2%80%aereversed"));

    [Fact]
    public void A_description_of_any_length_makes_a_message_of_a_sane_one() =>
        Assert.InRange(Denial($"error=access_denied&error_description={new string('x', 100_000)}").Message.Length, 100, 500);

    private SignInException Denial(string query) =>
        Assert.Throws<SignInException>(() => AuthorizationResponse.Parse(_request, $"http://127.0.0.1:8765/callback?state={_request.State}&{query}"));
}
