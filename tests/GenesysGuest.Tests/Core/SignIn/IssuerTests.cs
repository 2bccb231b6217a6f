namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>A callback that names its issuer must name the right one, and one from a server that is known to name itself must do so (RFC 9207 §2.4).</summary>
public sealed class IssuerTests
{
    private static readonly GenesysEnvironment Regional = GenesysEnvironment.Parse("usw2.pure.cloud", HostLayout.Regional);

    [Theory]
    [InlineData("https://login.usw2.pure.cloud")]
    [InlineData("https://login.usw2.pure.cloud/")]
    [InlineData("https://login.usw2.pure.cloud/oauth")]
    [InlineData("https://LOGIN.usw2.pure.cloud:443")]
    public void The_origin_of_the_authorize_address_is_accepted(string issuer) => Assert.Equal("c0de", Parse(Regional, issuer).Code);

    [Theory]
    [InlineData("https://login.mypurecloud.com")]
    [InlineData("http://login.usw2.pure.cloud")]
    [InlineData("https://login.usw2.pure.cloud:8443")]
    [InlineData("https://usw2.pure.cloud")]
    [InlineData("https://login.usw2.pure.cloud.evil.example")]
    [InlineData("login.usw2.pure.cloud")]
    [InlineData("")]
    public void Another_issuer_is_refused(string issuer) => Assert.Equal(ErrorId.InvalidCallback, Refusal(Regional, issuer).ErrorId);

    [Fact]
    public void A_named_issuer_is_accepted() =>
        Assert.Equal("c0de", Parse(Regional.With(issuer: "https://issuer.example.com"), "https://issuer.example.com").Code);

    [Theory]
    [InlineData("https://issuer.example.com/")]
    [InlineData("https://ISSUER.example.com")]
    [InlineData("https://login.usw2.pure.cloud")]
    public void A_named_issuer_is_compared_character_for_character(string issuer) =>
        Assert.Equal(ErrorId.InvalidCallback, Refusal(Regional.With(issuer: "https://issuer.example.com"), issuer).ErrorId);

    [Fact]
    public void A_callback_need_not_name_its_issuer()
    {
        AuthorizationRequest request = AuthorizationRequest.Create(Regional, "client-1");

        Assert.Equal("c0de", AuthorizationResponse.Parse(request, $"http://127.0.0.1:8765/callback?code=c0de&state={request.State}").Code);
    }

    [Theory]
    [InlineData("code=c0de")]
    [InlineData("error=access_denied")]
    public void Where_the_environment_names_an_issuer_a_callback_must_name_it(string answer)
    {
        AuthorizationRequest request = AuthorizationRequest.Create(Regional.With(issuer: "https://issuer.example.com"), "client-1");

        SignInException error = Assert.Throws<SignInException>(
            () => AuthorizationResponse.Parse(request, $"http://127.0.0.1:8765/callback?{answer}&state={request.State}"));

        Assert.Equal(ErrorId.InvalidCallback, error.ErrorId);
        Assert.Contains("contains no issuer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_from_another_issuer_is_not_a_denial()
    {
        AuthorizationRequest request = AuthorizationRequest.Create(Regional, "client-1");

        Assert.Equal(
            ErrorId.InvalidCallback,
            Assert.Throws<SignInException>(() => AuthorizationResponse.Parse(
                request, $"http://127.0.0.1:8765/callback?error=access_denied&state={request.State}&iss=https://evil.example")).ErrorId);
    }

    [Fact]
    public void The_refusal_says_how_to_name_the_issuer() =>
        Assert.Contains("-Issuer", Refusal(Regional, "https://other.example").AtThePrompt(), StringComparison.Ordinal);

    private static AuthorizationResponse Parse(GenesysEnvironment environment, string issuer)
    {
        AuthorizationRequest request = AuthorizationRequest.Create(environment, "client-1");
        return AuthorizationResponse.Parse(
            request, $"http://127.0.0.1:8765/callback?code=c0de&state={request.State}&iss={Uri.EscapeDataString(issuer)}");
    }

    private static SignInException Refusal(GenesysEnvironment environment, string issuer) =>
        Assert.Throws<SignInException>(() => Parse(environment, issuer));
}
