using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Browser;

/// <summary>A sign-in from end to end, with a real browser between the sandbox and the receiver.</summary>
[Collection(OneBrowser.Name)]
public sealed class SignInInBrowserTests(BrowserFixture fixture)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly ConnectionOptions Direct = new() { UseProxy = false };

    [BrowserFact]
    public Task Allow_signs_in_and_the_browser_shows_the_receipt() => AllowAsync("http://127.0.0.1:0/callback");

    [BrowserFact]
    public Task Allow_signs_in_by_the_name_localhost() => AllowAsync("http://localhost:0/callback");

    [BrowserFact(NeedsIPv6 = true)]
    public Task Allow_signs_in_over_IPv6() => AllowAsync("http://[::1]:0/callback");

    [BrowserFact]
    public async Task Deny_ends_the_sign_in_and_the_browser_says_that_nobody_was_signed_in()
    {
        Chromium chromium = fixture.Fresh();
        await using SandboxServer sandbox = await StartSandboxAsync();
        using LoopbackReceiver receiver = LoopbackReceiver.Bind("http://127.0.0.1:0/callback");
        AuthorizationRequest request = RequestOf(sandbox, receiver);
        Task<Connection> signIn = SignInAsync(request, receiver, chromium.Open);

        chromium.Click("deny");
        SignInException error = await Assert.ThrowsAsync<SignInException>(() => signIn);
        chromium.WaitForTitle("Access was not granted - GenesysGuest");

        Assert.Equal(ErrorId.AuthorizationDenied, error.ErrorId);
        Assert.Equal(0, receiver.RejectedCallbacks);
        PageAssert.IsSound(chromium, [request.State, "access_denied", "The request was denied"]);
        chromium.Picture("sign-in-denied");
    }

    [BrowserFact]
    public async Task A_window_of_an_earlier_sign_in_is_told_so_and_the_sign_in_goes_on()
    {
        Chromium chromium = fixture.Fresh();
        await using SandboxServer sandbox = await StartSandboxAsync();
        using LoopbackReceiver receiver = LoopbackReceiver.Bind("http://127.0.0.1:0/callback");
        AuthorizationRequest request = RequestOf(sandbox, receiver);
        Task<Connection> signIn = SignInAsync(request, receiver, _ => chromium.Open(new Uri(receiver.RedirectUri + "?code=old-code&state=old-state")));
        string title = chromium.Title;
        PageAssert.IsSound(chromium, ["old-code", "old-state", request.State], status: 400);
        chromium.Picture("sign-in-not-this-one");

        chromium.Open(request.Uri);
        chromium.Click("allow");
        using Connection connection = await signIn;

        Assert.Equal("Not the response to this sign-in - GenesysGuest", title);
        Assert.Equal(1, receiver.RejectedCallbacks);
        chromium.WaitForTitle("Response received - GenesysGuest");
    }

    private static Task<SandboxServer> StartSandboxAsync() =>
        SandboxServer.StartAsync(new SandboxOptions { Clients = [SandboxClient.Public with { AnyLoopbackPort = true }] });

    private static async Task<Connection> SignInAsync(AuthorizationRequest request, LoopbackReceiver receiver, Action<Uri> open) =>
        await Connection.OpenAsync(await Grant.FromBrowserAsync(request, receiver, open, Limit), Direct);

    private static AuthorizationRequest RequestOf(SandboxServer sandbox, LoopbackReceiver receiver) => AuthorizationRequest.Create(
        GenesysEnvironment.Parse(sandbox.BaseAddress.AbsoluteUri), SandboxClient.Public.Id, receiver.RedirectUri);

    private async Task AllowAsync(string redirectUri)
    {
        Chromium chromium = fixture.Fresh();
        await using SandboxServer sandbox = await StartSandboxAsync();
        using LoopbackReceiver receiver = LoopbackReceiver.Bind(redirectUri);
        AuthorizationRequest request = RequestOf(sandbox, receiver);
        Task<Connection> signIn = SignInAsync(request, receiver, chromium.Open);

        chromium.Click("allow");
        using Connection connection = await signIn;
        chromium.WaitForTitle("Response received - GenesysGuest");

        Assert.Equal(GrantType.AuthorizationCode, connection.GrantType);
        Assert.Equal(request.Environment.DefaultScopes, connection.Scopes);
        Assert.True(connection.CanRefresh);
        Assert.Equal(0, receiver.RejectedCallbacks);
        Assert.StartsWith(receiver.RedirectUri + "?code=", chromium.Address.AbsoluteUri, StringComparison.Ordinal);
        string code = chromium.Address.Query.Split('=', '&')[1];
        PageAssert.IsSound(chromium, [code, request.State, request.CodeChallenge, await connection.GetAccessTokenAsync(), request.ClientId]);
    }
}
