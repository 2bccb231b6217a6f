using GenesysGuest.Sandbox;
using GenesysGuest.Tests.Core.SignIn.Loopback;

namespace GenesysGuest.Tests.Browser;

/// <summary>The pages as a person sees them. Each leaves its picture among the test results.</summary>
[Collection(OneBrowser.Name)]
public sealed class PagesInBrowserTests(BrowserFixture fixture)
{
    [BrowserFact]
    public void The_receipt_follows_the_color_scheme()
    {
        Chromium chromium = fixture.Fresh();
        using SignInUnderTest signIn = new();

        chromium.Open(AddressOf(signIn, signIn.ValidTarget));
        chromium.Picture("sign-in-received");
        PageAssert.IsSound(chromium, [SignInUnderTest.Code, signIn.Request.State]);
        chromium.UseDarkScheme(true);
        chromium.Picture("sign-in-received-dark");

        Assert.Equal("Response received - GenesysGuest", chromium.Title);
    }

    [BrowserFact]
    public async Task A_second_window_is_told_that_the_sign_in_is_over()
    {
        Chromium chromium = fixture.Fresh();
        using SignInUnderTest signIn = new();

        // The first window takes its time to go, and the clock stands still: so the receiver is still there.
        using RawPeer first = await signIn.ConnectAsync();
        await first.SendAsync(signIn.Get(signIn.ValidTarget));
        await first.ReadAsync();

        chromium.Open(AddressOf(signIn, signIn.ValidTarget));
        chromium.Picture("sign-in-over");

        Assert.Equal("This sign-in is over - GenesysGuest", chromium.Title);
        PageAssert.IsSound(chromium, [SignInUnderTest.Code, signIn.Request.State]);
    }

    [BrowserFact]
    public void Markup_in_an_answer_reaches_no_page()
    {
        const string Markup = "%3Cscript%3Edocument.title%3D1%3C/script%3E%3Ch2%3Eowned";
        Chromium chromium = fixture.Fresh();
        using SignInUnderTest signIn = new();

        chromium.Open(AddressOf(signIn, $"/callback?error=access_denied&error_description={Markup}&state={signIn.Request.State}"));

        Assert.Equal("Access was not granted - GenesysGuest", chromium.Title);
        PageAssert.IsSound(chromium, ["owned", "access_denied", signIn.Request.State]);
    }

    [BrowserFact]
    public void Another_address_of_the_receiver_has_nothing()
    {
        Chromium chromium = fixture.Fresh();
        using SignInUnderTest signIn = new();

        chromium.Open(AddressOf(signIn, "/elsewhere?owned"));
        chromium.Picture("sign-in-nothing-here");

        Assert.Equal("Page not found - GenesysGuest", chromium.Title);
        PageAssert.IsSound(chromium, ["elsewhere", "owned"], status: 404);
    }

    [BrowserFact]
    public async Task The_consent_page_says_who_asks_for_what()
    {
        Chromium chromium = fixture.Fresh();
        await using SandboxServer sandbox = await SandboxServer.StartAsync();
        AuthorizationRequest request = AuthorizationRequest.Create(
            GenesysEnvironment.Parse(sandbox.BaseAddress.AbsoluteUri), SandboxClient.Public.Id);

        chromium.Open(request.Uri);
        chromium.Picture("sign-in-consent");
        PageAssert.IsSound(chromium, [request.State, request.CodeChallenge]);
        chromium.UseDarkScheme(true);
        chromium.Picture("sign-in-consent-dark");

        string text = (string)chromium.Run("return document.body.innerText")!;
        Assert.All(
            [request.ClientId, request.RedirectUri, .. request.Scopes],
            said => Assert.Contains(said, text, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task A_request_that_cannot_be_trusted_gets_a_page_of_the_sandbox()
    {
        Chromium chromium = fixture.Fresh();
        await using SandboxServer sandbox = await SandboxServer.StartAsync();
        AuthorizationRequest request = AuthorizationRequest.Create(
            GenesysEnvironment.Parse(sandbox.BaseAddress.AbsoluteUri), SandboxClient.Public.Id, "http://127.0.0.1:8765/unregistered");

        chromium.Open(request.Uri);
        chromium.Picture("sign-in-refused");

        Assert.Equal(request.Uri.AbsolutePath, chromium.Address.AbsolutePath);
        PageAssert.IsSound(chromium, [request.State, request.CodeChallenge], status: 400);
    }

    private static Uri AddressOf(SignInUnderTest signIn, string target) => new($"http://{signIn.Authority}{target}");
}
