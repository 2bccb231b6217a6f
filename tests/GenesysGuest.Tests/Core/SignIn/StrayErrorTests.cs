namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>An error that comes back without the state may come from anyone: its code is shown if the protocol has it, and nothing else.</summary>
public sealed class StrayErrorTests
{
    private static readonly AuthorizationRequest Request = AuthorizationRequest.Create(GenesysEnvironment.Parse("usw2.pure.cloud"), "client-1");

    [Theory]
    [InlineData("access_denied", true)]
    [InlineData("invalid_request", true)]
    [InlineData("unauthorized_client", true)]
    [InlineData("invalid_scope", true)]
    [InlineData("unsupported_response_type", true)]
    [InlineData("server_error", true)]
    [InlineData("temporarily_unavailable", true)]
    [InlineData("call_this_number", false)]
    public void Its_code_is_shown_if_the_protocol_has_it(string error, bool isShown)
    {
        SignInException refusal = Refusal($"{Request.RedirectUri}?error={error}");

        Assert.Equal(ErrorId.StateMismatch, refusal.ErrorId);
        Assert.Equal(isShown, refusal.Message.Contains($"'{error}'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("invalid_scope", NextStep.ChooseScopes)]
    [InlineData("access_denied", NextStep.None)]
    public void Another_scope_helps_only_where_the_scope_was_refused(string error, NextStep step) =>
        Assert.Equal(step, Refusal($"{Request.RedirectUri}?error={error}&state={Request.State}").NextStep);

    [Theory]
    [InlineData("?code=c-1", "does not begin with the redirect URI")]
    [InlineData("#?code=c-1", "has no query")]
    [InlineData("#top", "has no query")]
    [InlineData("", "has no query")]
    public void Where_an_address_has_no_beginning_or_no_query_that_is_said(string address, string what) =>
        Assert.Contains(what, Refusal(address).Message, StringComparison.Ordinal);

    private static SignInException Refusal(string address) => Assert.Throws<SignInException>(() => AuthorizationResponse.Parse(Request, address));
}
