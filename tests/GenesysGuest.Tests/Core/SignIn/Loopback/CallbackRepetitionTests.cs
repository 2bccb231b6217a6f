using GenesysGuest.SignIn;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

/// <summary>A parameter that stands twice makes a callback unusable (RFC 6749 §3.1): two readers might choose differently.</summary>
public sealed class CallbackRepetitionTests
{
    [Theory]
    [InlineData("code")]
    [InlineData("state")]
    [InlineData("error")]
    [InlineData("error_description")]
    [InlineData("iss")]
    public void Each_parameter_of_the_answer_may_stand_once(string name)
    {
        Assert.Null(CallbackQuery.Read($"{name}=a&other=b").Fault);

        Assert.Equal($"contains the parameter '{name}' twice", CallbackQuery.Read($"{name}=a&other=b&{name}=c").Fault);
    }

    [Theory]
    [InlineData("error_description=a&error_description=a")]
    [InlineData("error_description=&error_description=")]
    [InlineData("error_description&error_description")]
    [InlineData("error_description=a&error%5Fdescription=b")]
    public void However_it_is_written(string query) =>
        Assert.Equal("contains the parameter 'error_description' twice", CallbackQuery.Read(query).Fault);

    [Fact]
    public void A_parameter_of_another_case_is_another_parameter() =>
        Assert.Equal("a", CallbackQuery.Read("error_description=a&Error_Description=b").ErrorDescription);

    [Fact]
    public void What_the_answer_does_not_have_may_be_repeated() => Assert.Equal("a", CallbackQuery.Read("x=1&x=2&code=a&x=3").Code);

    [Fact]
    public async Task A_denial_that_describes_itself_twice_does_not_end_the_sign_in()
    {
        using SignInUnderTest signIn = new();

        RawResponse page = await signIn.GetAsync($"/callback?error=access_denied&error_description=a&error_description=b&state={signIn.Request.State}");

        Assert.Equal((400, 1), (page.Status, signIn.Receiver.RejectedCallbacks));
        await signIn.AssertStillAnswersAsync();
    }
}
