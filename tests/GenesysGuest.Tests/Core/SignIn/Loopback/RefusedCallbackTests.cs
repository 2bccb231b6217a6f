using System.Globalization;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

/// <summary>An answer that has the right state and something else wrong is told of at once, for the user waits for it; strangers are only counted.</summary>
public sealed class RefusedCallbackTests
{
    [Theory]
    [InlineData("code=a&state={0}&iss=https%3A%2F%2Fother.example.com", "https://other.example.com")]
    [InlineData("code=a&code=b&state={0}", "'code' twice")]
    [InlineData("code=a&state={0}&state={0}", "'state' twice")]
    [InlineData("code=%E9&state={0}", "percent-encoding in the parameter 'code'")]
    [InlineData("error=access_denied&error_description=%E9&state={0}", "percent-encoding in the parameter 'error_description'")]
    [InlineData("code=a&error=access_denied&state={0}", "both a code and an error")]
    [InlineData("code=&state={0}", "neither a code nor an error")]
    public async Task What_is_wrong_with_an_answer_of_the_right_state_is_told_at_once(string query, string what)
    {
        using SignInUnderTest signIn = new();

        Assert.Equal(400, (await signIn.GetAsync($"/callback?{string.Format(CultureInfo.InvariantCulture, query, signIn.Request.State)}")).Status);

        SignInException told = Assert.Single(signIn.Told);
        Assert.Equal(ErrorId.InvalidCallback, told.ErrorId);
        Assert.Contains(what, told.Message, StringComparison.Ordinal);
        Assert.NotEmpty(told.Remedy);
        await signIn.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task Another_issuer_is_told_of_with_the_line_to_type()
    {
        using SignInUnderTest signIn = new();

        await signIn.GetAsync($"{signIn.ValidTarget}&iss=https%3A%2F%2Fother.example.com");

        Assert.Contains("-Issuer", Assert.Single(signIn.Told).AtThePrompt(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_without_a_state_is_told_of_by_its_code_alone()
    {
        using SignInUnderTest signIn = new();

        await signIn.GetAsync("/callback?error=server_error&error_description=Call+0900+now");

        SignInException told = Assert.Single(signIn.Told);
        Assert.Contains("'server_error'", told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("0900", Secrecy.AllText(told), StringComparison.Ordinal);
        await signIn.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task An_error_without_a_state_that_nobody_knows_is_not_repeated()
    {
        using SignInUnderTest signIn = new();

        await signIn.GetAsync("/callback?error=call_0900_now");

        Assert.DoesNotContain("0900", Secrecy.AllText(Assert.Single(signIn.Told)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code=a")]
    [InlineData("code=a&state=00000000000000000000000000000000")]
    [InlineData("code=a&code=b&state=00000000000000000000000000000000")]
    [InlineData("error=access_denied&state=00000000000000000000000000000000")]
    [InlineData("code=a&state=%E9")]
    [InlineData("")]
    public async Task Strangers_are_counted_in_silence(string query)
    {
        using SignInUnderTest signIn = new();

        await signIn.GetAsync($"/callback?{query}");

        Assert.Empty(signIn.Told);
        Assert.Equal(1, signIn.Receiver.RejectedCallbacks);
    }

    [Fact]
    public async Task A_browser_that_loads_the_same_again_is_told_of_once()
    {
        using SignInUnderTest signIn = new();

        for (int i = 0; i < 5; i++)
        {
            await signIn.GetAsync($"/callback?code=&state={signIn.Request.State}");
        }

        Assert.Single(signIn.Told);
    }

    [Fact]
    public async Task However_many_kinds_come_few_are_told_of()
    {
        using SignInUnderTest signIn = new();

        for (int i = 0; i < 30; i++)
        {
            await signIn.GetAsync(string.Format(CultureInfo.InvariantCulture, "/callback?code=a&state={0}&iss=https%3A%2F%2F{1}.example.com", signIn.Request.State, i));
        }

        Assert.Equal(10, signIn.Told.Count);
    }

    [Fact]
    public async Task The_deadline_blames_what_was_refused_and_no_older_window()
    {
        using SignInUnderTest signIn = new();
        await signIn.GetAsync($"{signIn.ValidTarget}&iss=https%3A%2F%2Fother.example.com");

        signIn.Clock.Advance(SignInUnderTest.Timeout);
        SignInException error = await signIn.FailAsync();

        Assert.Equal(ErrorId.AuthorizationTimedOut, error.ErrorId);
        Assert.Contains("https://other.example.com", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("older browser window", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Issuer", error.AtThePrompt(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_of_a_refused_answer_is_not_told()
    {
        using SignInUnderTest signIn = new();

        await signIn.GetAsync($"{signIn.ValidTarget}&error=access_denied");

        Secrecy.AssertHidden(Assert.Single(signIn.Told), SignInUnderTest.Code);
    }
}
