namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>A callback that does not repeat the state answers another request, or comes from someone else (RFC 6749 §10.12).</summary>
public sealed class StateTests
{
    private readonly AuthorizationRequest _request = AuthorizationRequest.Create(GenesysEnvironment.Parse("usw2.pure.cloud"), "client-1");

    [Fact]
    public void Another_state_is_refused() => Assert.Equal(ErrorId.StateMismatch, Refusal("&state=00000000000000000000000000000000"));

    [Fact]
    public void No_state_is_refused() => Assert.Equal(ErrorId.StateMismatch, Refusal(""));

    [Fact]
    public void An_empty_state_is_refused() => Assert.Equal(ErrorId.StateMismatch, Refusal("&state="));

    [Fact]
    public void The_start_of_the_state_is_refused() => Assert.Equal(ErrorId.StateMismatch, Refusal($"&state={_request.State[..31]}"));

    [Fact]
    public void More_than_the_state_is_refused() => Assert.Equal(ErrorId.StateMismatch, Refusal($"&state={_request.State}0"));

    [Fact]
    public void A_state_that_differs_in_its_last_character_is_refused() =>
        Assert.Equal(ErrorId.StateMismatch, Refusal($"&state={_request.State[..31]}{(_request.State[31] == '0' ? '1' : '0')}"));

    [Fact]
    public void The_state_is_compared_case_sensitively()
    {
        AuthorizationRequest request = _request;
        while (!request.State.Any(char.IsAsciiLetter))
        {
            request = AuthorizationRequest.Create(_request.Environment, "client-1");
        }

        Assert.Equal(
            ErrorId.StateMismatch,
            Assert.Throws<SignInException>(() => AuthorizationResponse.Parse(
                request, $"http://127.0.0.1:8765/callback?code=c&state={request.State.ToUpperInvariant()}")).ErrorId);
    }

    [Fact]
    public void An_error_with_another_state_is_nobodys_denial() => Assert.Equal(ErrorId.StateMismatch, Refusal("&error=access_denied&state=other"));

    [Fact]
    public void The_state_of_another_request_is_refused() =>
        Assert.Equal(ErrorId.StateMismatch, Refusal($"&state={AuthorizationRequest.Create(_request.Environment, "client-1").State}"));

    private ErrorId Refusal(string rest) =>
        Assert.Throws<SignInException>(() => AuthorizationResponse.Parse(_request, $"http://127.0.0.1:8765/callback?code=c0de{rest}")).ErrorId;
}
