using System.Net.Sockets;
using GenesysGuest.SignIn.Loopback;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

/// <summary>However the waiting ends, it says why, and the port is free.</summary>
public sealed class LoopbackReceiverEndTests
{
    [Fact]
    public async Task At_the_deadline_the_waiting_ends_and_says_how_long_it_was()
    {
        using SignInUnderTest signIn = new();

        signIn.Clock.Advance(SignInUnderTest.Timeout - TimeSpan.FromTicks(1));
        Assert.False(signIn.Answer.IsCompleted);
        signIn.Clock.Advance(TimeSpan.FromTicks(1));
        SignInException error = await signIn.FailAsync();

        Assert.Equal(ErrorId.AuthorizationTimedOut, error.ErrorId);
        Assert.Contains("300 seconds", error.Message, StringComparison.Ordinal);
        Assert.Contains(signIn.Receiver.RedirectUri, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("refused", error.Message, StringComparison.Ordinal);
        signIn.AssertPortIsFree();
    }

    [Fact]
    public async Task Callbacks_that_were_refused_are_told_of_at_the_deadline()
    {
        using SignInUnderTest signIn = new();
        await signIn.GetAsync("/callback?code=a&state=b");
        await signIn.GetAsync("/callback?error=access_denied");
        await signIn.GetAsync("/favicon.ico");

        signIn.Clock.Advance(SignInUnderTest.Timeout);
        SignInException error = await signIn.FailAsync();

        Assert.Equal(ErrorId.AuthorizationTimedOut, error.ErrorId);
        Assert.Contains("2 callback(s) were rejected", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_can_be_cancelled_before_anyone_has_called()
    {
        using SignInUnderTest signIn = new();

        signIn.Cancel();

        await AssertCancelledAsync(signIn);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_is_honored()
    {
        using LoopbackReceiver receiver = LoopbackReceiver.Bind("http://127.0.0.1:0/callback");
        AuthorizationRequest request = AuthorizationRequest.Create(GenesysEnvironment.Parse("usw2.pure.cloud"), "client", receiver.RedirectUri);

        SignInException error = await Assert.ThrowsAsync<SignInException>(
            () => receiver.ReceiveAsync(request, SignInUnderTest.Timeout, new CancellationToken(canceled: true)));

        Assert.Equal(ErrorId.AuthorizationCancelled, error.ErrorId);
        LoopbackReceiver.Bind(receiver.RedirectUri).Dispose();
    }

    [Fact]
    public async Task It_can_be_cancelled_in_the_middle_of_a_request()
    {
        using SignInUnderTest signIn = new();
        using RawPeer idle = await signIn.ConnectAsync();
        using RawPeer browser = await signIn.ConnectAsync();
        await browser.SendAsync(signIn.Get(signIn.ValidTarget)[..40]);
        await signIn.Clock.WaitForTimersAsync(3);

        signIn.Cancel();

        await AssertCancelledAsync(signIn);
        Assert.Null(await idle.ReadAsync());
        Assert.Null(await browser.ReadAsync());
    }

    [Fact]
    public async Task It_can_be_cancelled_while_the_page_is_being_taken()
    {
        using SignInUnderTest signIn = new();
        using RawPeer browser = await signIn.ConnectAsync();
        await browser.SendAsync(signIn.Get(signIn.ValidTarget));
        Assert.Equal(200, (await browser.ReadAsync())?.Status);
        Assert.False(signIn.Answer.IsCompleted);

        signIn.Cancel();

        await AssertCancelledAsync(signIn);
    }

    [Fact]
    public async Task A_browser_that_does_not_leave_delays_the_answer_for_two_seconds_at_most()
    {
        using SignInUnderTest signIn = new();
        using RawPeer browser = await signIn.ConnectAsync();
        await browser.SendAsync(signIn.Get(signIn.ValidTarget));
        Assert.Equal(200, (await browser.ReadAsync())?.Status);
        Assert.False(signIn.Answer.IsCompleted);

        signIn.Clock.Advance(CallbackConnection.DeliveryDeadline);

        Assert.Equal(TimeSpan.FromSeconds(2), CallbackConnection.DeliveryDeadline);
        Assert.Equal(SignInUnderTest.Code, (await signIn.WaitAsync()).Code);
        signIn.AssertPortIsFree();
    }

    [Fact]
    public async Task A_second_window_that_came_meanwhile_has_time_for_its_page_too()
    {
        using SignInUnderTest signIn = new();
        using RawPeer first = await signIn.ConnectAsync();
        await first.SendAsync(signIn.Get(signIn.ValidTarget));
        Assert.Equal(200, (await first.ReadAsync())?.Status);
        using RawPeer second = await signIn.ConnectAsync();
        await second.SendAsync(signIn.Get(signIn.ValidTarget));
        Assert.Equal(200, (await second.ReadAsync())?.Status);

        first.Dispose();

        Assert.Equal(404, (await signIn.GetAsync("/favicon.ico")).Status);
        Assert.False(signIn.Answer.IsCompleted);
        second.Dispose();
        Assert.Equal(SignInUnderTest.Code, (await signIn.WaitAsync()).Code);
    }

    [Fact]
    public async Task A_stranger_that_does_not_leave_does_not_delay_the_answer()
    {
        using SignInUnderTest signIn = new();
        using RawPeer stranger = await signIn.ConnectAsync();
        await stranger.SendAsync(signIn.Get("/favicon.ico"));
        Assert.Equal(404, (await stranger.ReadAsync())?.Status);

        await signIn.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task An_answer_that_came_in_time_is_good_though_the_deadline_passes_while_the_page_is_taken()
    {
        using SignInUnderTest signIn = new();
        signIn.Clock.Advance(SignInUnderTest.Timeout - TimeSpan.FromSeconds(1));
        using RawPeer browser = await signIn.ConnectAsync();
        await browser.SendAsync(signIn.Get(signIn.ValidTarget));
        Assert.Equal(200, (await browser.ReadAsync())?.Status);

        signIn.Clock.Advance(TimeSpan.FromSeconds(1.5));
        browser.Dispose();

        Assert.Equal(SignInUnderTest.Code, (await signIn.WaitAsync()).Code);
    }

    [Fact]
    public async Task A_peer_that_sends_no_whole_request_is_dropped_after_ten_seconds()
    {
        using SignInUnderTest signIn = new();
        using RawPeer idle = await signIn.ConnectAsync();
        using RawPeer slow = await signIn.ConnectAsync();
        await slow.SendAsync("GET /call");
        await signIn.Clock.WaitForTimersAsync(3);

        // A byte in between buys no time.
        signIn.Clock.Advance(TimeSpan.FromSeconds(9));
        await slow.SendAsync("b");
        signIn.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromSeconds(10), CallbackConnection.ReadDeadline);
        Assert.Null(await idle.ReadAsync());
        Assert.Null(await slow.ReadAsync());
        await signIn.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task A_browser_that_connected_ahead_may_send_its_request_late()
    {
        using SignInUnderTest signIn = new();
        using RawPeer preconnected = await signIn.ConnectAsync();
        await signIn.Clock.WaitForTimersAsync(2);
        signIn.Clock.Advance(TimeSpan.FromSeconds(9));

        await preconnected.SendAsync(signIn.Get(signIn.ValidTarget));

        Assert.Equal(200, (await preconnected.ReadAsync())?.Status);
        preconnected.Dispose();
        Assert.Equal(SignInUnderTest.Code, (await signIn.WaitAsync()).Code);
    }

    [Fact]
    public async Task A_browser_that_resets_the_connection_instead_of_taking_its_page_has_brought_the_answer_all_the_same()
    {
        using SignInUnderTest signIn = new();
        using RawPeer browser = await signIn.ConnectAsync();
        await browser.SendAsync(signIn.Get(signIn.ValidTarget));
        Assert.Equal(200, (await browser.ReadAsync())?.Status);

        browser.Reset();

        Assert.Equal(SignInUnderTest.Code, (await signIn.WaitAsync()).Code);
    }

    [Fact]
    public async Task Disposing_of_the_receiver_ends_the_waiting()
    {
        using SignInUnderTest signIn = new();

        signIn.Receiver.Dispose();

        Assert.Equal(ErrorId.AuthorizationCancelled, (await signIn.FailAsync()).ErrorId);
        signIn.AssertPortIsFree();
    }

    [Fact]
    public async Task A_receiver_that_is_disposed_of_does_not_wait()
    {
        LoopbackReceiver receiver = LoopbackReceiver.Bind("http://127.0.0.1:0/callback");
        AuthorizationRequest request = AuthorizationRequest.Create(GenesysEnvironment.Parse("usw2.pure.cloud"), "client", receiver.RedirectUri);
        receiver.Dispose();
        receiver.Dispose();

        LoopbackReceiver.Bind(receiver.RedirectUri).Dispose();
        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.ReceiveAsync(request, SignInUnderTest.Timeout, CancellationToken.None));
    }

    [Fact]
    public async Task Nobody_is_listened_to_after_the_end()
    {
        using SignInUnderTest signIn = new();
        await signIn.AssertStillAnswersAsync();

        await Assert.ThrowsAsync<SocketException>(signIn.ConnectAsync);
    }

    [Fact]
    public async Task No_timer_is_left_behind()
    {
        using SignInUnderTest signIn = new();
        await signIn.AssertStillAnswersAsync();

        Assert.Equal(0, signIn.Clock.ActiveTimers);
    }

    private static async Task AssertCancelledAsync(SignInUnderTest signIn)
    {
        SignInException error = await signIn.FailAsync();

        Assert.Equal(ErrorId.AuthorizationCancelled, error.ErrorId);
        Assert.IsType<OperationCanceledException>(error.InnerException);
        signIn.AssertPortIsFree();
    }
}
