using System.Globalization;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

/// <summary>Which callback is the answer, and which page its browser gets.</summary>
public sealed class LoopbackReceiverCallbackTests
{
    [Theory]
    [InlineData("/callback?code=a&code=b&state={0}")]
    [InlineData("/callback?code=a&state={0}&state={0}")]
    [InlineData("/callback?error=a&error=b&state={0}")]
    [InlineData("/callback?code=a&state={0}&iss=https%3A%2F%2Fusw2.pure.cloud&iss=https%3A%2F%2Fusw2.pure.cloud")]
    [InlineData("/callback?code=a&c%6fde=b&state={0}")]
    [InlineData("/callback?code=%&state={0}")]
    [InlineData("/callback?code=%zz&state={0}")]
    [InlineData("/callback?code=%c3%28&state={0}")]
    [InlineData("/callback?code=&state={0}")]
    [InlineData("/callback?state={0}")]
    [InlineData("/callback?code=a&error=access_denied&state={0}")]
    [InlineData("/callback?code=a&state={0}&iss=https%3A%2F%2Fattacker.example.com")]
    [InlineData("/callback?code=a&state={0}&iss=")]
    [InlineData("/callback?error=access_denied&state={0}&iss=https%3A%2F%2Fattacker.example.com")]
    [InlineData("/callback?code=a&state=00000000000000000000000000000000")]
    [InlineData("/callback?code=a&state={0}0")]
    [InlineData("/callback?code=a&state=")]
    [InlineData("/callback?code=a")]
    [InlineData("/callback?error=access_denied")]
    [InlineData("/callback?error=access_denied&state=00000000000000000000000000000000")]
    [InlineData("/callback?")]
    [InlineData("/callback")]
    public async Task A_callback_that_is_not_the_answer_is_refused_and_counted_and_the_waiting_goes_on(string target)
    {
        using SignInUnderTest signIn = new();

        RawResponse page = await signIn.GetAsync(string.Format(CultureInfo.InvariantCulture, target, signIn.Request.State));

        Assert.Equal(400, page.Status);
        Assert.Equal(1, signIn.Receiver.RejectedCallbacks);
        await signIn.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task A_state_in_capitals_is_another_state()
    {
        using SignInUnderTest signIn = new();

        // A state without a letter has no capitals; one digit more makes it another one all the same.
        string capitals = signIn.Request.State.ToUpperInvariant();
        string other = string.Equals(capitals, signIn.Request.State, StringComparison.Ordinal) ? capitals + "0" : capitals;

        Assert.Equal(400, (await signIn.GetAsync($"/callback?code=a&state={other}")).Status);
    }

    [Fact]
    public async Task A_callback_with_another_requests_state_is_refused()
    {
        using SignInUnderTest signIn = new();
        using SignInUnderTest other = new();

        Assert.Equal(400, (await signIn.GetAsync(other.ValidTarget)).Status);
        await signIn.AssertStillAnswersAsync();
        await other.AssertStillAnswersAsync();
    }

    [Theory]
    [InlineData("https%3A%2F%2Fusw2.pure.cloud")]
    [InlineData("https%3A%2F%2Fusw2.pure.cloud%2Fissuer")]
    [InlineData("https%3A%2F%2FUSW2.pure.cloud%3A443")]
    public async Task An_issuer_of_the_authorize_addresss_origin_is_right_where_none_is_named(string issuer)
    {
        using SignInUnderTest signIn = new();

        Assert.Equal(200, (await signIn.GetAsync($"{signIn.ValidTarget}&iss={issuer}")).Status);
        Assert.Equal(SignInUnderTest.Code, (await signIn.WaitAsync()).Code);
    }

    [Fact]
    public async Task A_named_issuer_is_the_only_one_that_is_right()
    {
        using SignInUnderTest signIn = new(environment: GenesysEnvironment.Parse("usw2.pure.cloud").With(issuer: "https://issuer.example.com"));

        Assert.Equal(400, (await signIn.GetAsync(signIn.ValidTarget)).Status);
        Assert.Equal(400, (await signIn.GetAsync($"{signIn.ValidTarget}&iss=https%3A%2F%2Fusw2.pure.cloud")).Status);
        Assert.Equal(400, (await signIn.GetAsync($"{signIn.ValidTarget}&iss=https%3A%2F%2Fissuer.example.com%2F")).Status);
        Assert.Equal(200, (await signIn.GetAsync($"{signIn.ValidTarget}&iss=https%3A%2F%2Fissuer.example.com")).Status);
        Assert.Equal(SignInUnderTest.Code, (await signIn.WaitAsync()).Code);
    }

    [Fact]
    public async Task A_denial_with_the_right_state_ends_the_sign_in_and_has_its_own_page()
    {
        using SignInUnderTest signIn = new();

        RawResponse page = await signIn.GetAsync($"/callback?error=access_denied&error_description=The+user+said+no&state={signIn.Request.State}");
        SignInException error = await signIn.FailAsync();

        Assert.Equal(200, page.Status);
        Assert.Contains("Access was not granted", page.Body, StringComparison.Ordinal);
        Assert.Equal(ErrorId.AuthorizationDenied, error.ErrorId);
        Assert.Equal("access_denied", error.ServerCode);
        Assert.Contains("The user said no", error.Message, StringComparison.Ordinal);
        signIn.AssertPortIsFree();
    }

    [Fact]
    public async Task Of_many_valid_callbacks_at_once_exactly_one_wins_and_every_browser_gets_a_whole_page()
    {
        using SignInUnderTest signIn = new();
        RawPeer[] browsers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => signIn.ConnectAsync()));
        string[] requests = [.. browsers.Select((_, i) => signIn.Get($"/callback?code=code-{i}&state={signIn.Request.State}"))];
        await Task.WhenAll(browsers.Select((b, i) => b.SendAsync(requests[i][..^1])));

        await Task.WhenAll(browsers.Select((b, i) => Task.Run(() => b.SendAsync(requests[i][^1..]))));
        RawResponse?[] pages = await Task.WhenAll(browsers.Select(b => b.ReadAsync()));
        Assert.All(browsers, b => b.Dispose());
        AuthorizationResponse response = await signIn.WaitAsync();

        Assert.All(pages, p => Assert.Equal(200, p?.Status));
        Assert.All(pages, p => Assert.EndsWith("</html>", p!.Body.TrimEnd(), StringComparison.Ordinal));
        int winner = Assert.Single(Enumerable.Range(0, pages.Length), i => pages[i]!.Body.Contains("Response received", StringComparison.Ordinal));
        Assert.Equal($"code-{winner}", response.Code);
        Assert.Equal(19, pages.Count(p => p!.Body.Contains("This sign-in is over", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_valid_callback_after_a_denial_changes_nothing()
    {
        using SignInUnderTest signIn = new();
        using RawPeer first = await signIn.ConnectAsync();
        await first.SendAsync(signIn.Get($"/callback?error=access_denied&state={signIn.Request.State}"));
        Assert.Equal(200, (await first.ReadAsync())?.Status);

        RawResponse second = await signIn.GetAsync(signIn.ValidTarget);
        first.Dispose();

        Assert.Contains("This sign-in is over", second.Body, StringComparison.Ordinal);
        Assert.Equal(ErrorId.AuthorizationDenied, (await signIn.FailAsync()).ErrorId);
    }

    [Fact]
    public async Task Nothing_of_a_request_appears_in_a_page()
    {
        const string Marker = "m4rk3r";
        using SignInUnderTest signIn = new();
        string state = signIn.Request.State;
        string host = $"Host: {signIn.Authority}";
        string[] requests =
        [
            $"GET /{Marker} HTTP/1.1\r\n{host}\r\n\r\n",
            $"GET /callback?{Marker}={Marker} HTTP/1.1\r\n{host}\r\nX-{Marker}: {Marker}\r\nReferer: {Marker}\r\nCookie: {Marker}\r\n\r\n",
            $"GET /callback HTTP/1.1\r\nHost: {Marker}\r\n\r\n",
            $"{Marker} /callback HTTP/1.1\r\n{host}\r\n\r\n",
            $"GET {Marker} HTTP/1.1\r\n{host}\r\n\r\n",
            $"GET / {Marker}\r\n{host}\r\n\r\n",
            $"GET /callback?code={Marker}&state={Marker} HTTP/1.1\r\n{host}\r\n\r\n",
            $"GET /callback?code={Marker}&state={state}&iss={Marker} HTTP/1.1\r\n{host}\r\n\r\n",
            $"GET /callback?error={Marker}&error_description={Marker}&state={state} HTTP/1.1\r\n{host}\r\n\r\n",
        ];

        foreach (string request in requests)
        {
            RawResponse? page = await signIn.SendAsync(request);
            Assert.DoesNotContain(Marker, page?.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(state, page?.Text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(ErrorId.AuthorizationDenied, (await signIn.FailAsync()).ErrorId);
    }
}
