namespace GenesysGuest.Tests.Core.SignIn.Loopback;

/// <summary>A receiver waits once, for one answer, as long as it was told.</summary>
public sealed class LoopbackReceiverTests
{
    [Fact]
    public async Task The_answer_is_received_and_the_browser_sent_back_to_PowerShell()
    {
        using SignInUnderTest signIn = new();

        await signIn.AssertStillAnswersAsync();

        signIn.AssertPortIsFree();
        Assert.Equal(0, signIn.Receiver.RejectedCallbacks);
    }

    [Fact]
    public async Task A_browser_that_calls_before_anyone_waits_is_answered()
    {
        using LoopbackReceiver receiver = LoopbackReceiver.Bind("http://127.0.0.1:0/callback");
        AuthorizationRequest request = AuthorizationRequest.Create(GenesysEnvironment.Parse("usw2.pure.cloud"), "client", receiver.RedirectUri);
        using RawPeer browser = await RawPeer.ConnectAsync(receiver.Port);
        await browser.SendAsync($"GET /callback?code=early&state={request.State} HTTP/1.1\r\nHost: 127.0.0.1:{receiver.Port}\r\n\r\n");

        Task<AuthorizationResponse> answer = receiver.ReceiveAsync(request, TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.Equal(200, (await browser.ReadAsync())?.Status);
        browser.Dispose();

        Assert.Equal("early", (await answer).Code);
    }

    [Fact]
    public async Task The_request_must_be_for_the_address_that_is_listened_on()
    {
        using LoopbackReceiver receiver = LoopbackReceiver.Bind("http://127.0.0.1:0/callback");
        AuthorizationRequest request = AuthorizationRequest.Create(GenesysEnvironment.Parse("usw2.pure.cloud"), "client", receiver.RedirectUri + "/");

        await Assert.ThrowsAsync<ArgumentException>(() => receiver.ReceiveAsync(request, TimeSpan.FromSeconds(1), CancellationToken.None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(86_401)]
    public async Task The_time_to_wait_has_limits(int seconds)
    {
        using LoopbackReceiver receiver = LoopbackReceiver.Bind("http://127.0.0.1:0/callback");
        AuthorizationRequest request = AuthorizationRequest.Create(GenesysEnvironment.Parse("usw2.pure.cloud"), "client", receiver.RedirectUri);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => receiver.ReceiveAsync(request, TimeSpan.FromSeconds(seconds), CancellationToken.None));
    }

    [Fact]
    public async Task The_time_to_wait_may_be_a_day()
    {
        using LoopbackReceiver receiver = LoopbackReceiver.Bind("http://127.0.0.1:0/callback");
        AuthorizationRequest request = AuthorizationRequest.Create(GenesysEnvironment.Parse("usw2.pure.cloud"), "client", receiver.RedirectUri);

        Task<AuthorizationResponse> answer = receiver.ReceiveAsync(request, TimeSpan.FromDays(1), CancellationToken.None);
        receiver.Dispose();

        Assert.Equal(ErrorId.AuthorizationCancelled, (await Assert.ThrowsAsync<SignInException>(() => answer)).ErrorId);
    }

    [Fact]
    public async Task A_receiver_waits_once()
    {
        using SignInUnderTest signIn = new();

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => signIn.Receiver.ReceiveAsync(signIn.Request, SignInUnderTest.Timeout, CancellationToken.None));
        await signIn.AssertStillAnswersAsync();
    }
}
