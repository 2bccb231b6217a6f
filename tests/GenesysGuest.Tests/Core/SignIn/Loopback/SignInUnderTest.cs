using System.Collections.Concurrent;
using System.Net;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

/// <summary>A real receiver on a free port that waits for the answer to a request, by a clock that stands still until it is moved.</summary>
internal sealed class SignInUnderTest : IDisposable
{
    public const string Code = "the-code-7f3a";

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(300);

    private readonly CancellationTokenSource _stop = new();

    public SignInUnderTest(string redirectUri = "http://127.0.0.1:0/callback", GenesysEnvironment? environment = null)
    {
        Receiver = LoopbackReceiver.Bind(redirectUri, Clock, Told.Enqueue);
        Request = AuthorizationRequest.Create(environment ?? GenesysEnvironment.Parse("usw2.pure.cloud"), "client", Receiver.RedirectUri);
        Answer = Receiver.ReceiveAsync(Request, Timeout, _stop.Token);
    }

    public ManualClock Clock { get; } = new();

    /// <summary>What was told of refused callbacks.</summary>
    public ConcurrentQueue<SignInException> Told { get; } = new();

    public LoopbackReceiver Receiver { get; }

    public AuthorizationRequest Request { get; }

    public Task<AuthorizationResponse> Answer { get; }

    public string Authority => new Uri(Receiver.RedirectUri).Authority;

    /// <summary>What a browser would ask for after the user has consented.</summary>
    public string ValidTarget => $"/callback?code={Code}&state={Request.State}";

    public void Cancel() => _stop.Cancel();

    public string Get(string target) => $"GET {target} HTTP/1.1\r\nHost: {Authority}\r\nAccept: text/html\r\n\r\n";

    public Task<RawPeer> ConnectAsync() => RawPeer.ConnectAsync(Receiver.Port, Receiver.RedirectUri.Contains("[::1]", StringComparison.Ordinal) ? IPAddress.IPv6Loopback : null);

    /// <summary>Sends something, takes the whole answer, and leaves.</summary>
    public async Task<RawResponse?> SendAsync(string request)
    {
        using RawPeer peer = await ConnectAsync();
        await peer.SendAsync(request);
        return await peer.ReadAsync();
    }

    public async Task<RawResponse> GetAsync(string target) => await SendAsync(Get(target)) ?? throw new InvalidOperationException("There was no response.");

    /// <summary>The answer, with a limit against a test that hangs.</summary>
    public Task<AuthorizationResponse> WaitAsync() => Answer.WaitAsync(TimeSpan.FromSeconds(60));

    public async Task<SignInException> FailAsync() => await Assert.ThrowsAsync<SignInException>(WaitAsync);

    /// <summary>Lets the real browser come, and the sign-in succeed.</summary>
    public async Task AssertStillAnswersAsync()
    {
        Assert.False(Answer.IsCompleted);
        RawResponse page = await GetAsync(ValidTarget);
        Assert.Equal(200, page.Status);
        Assert.Contains("Response received", page.Body, StringComparison.Ordinal);
        Assert.Equal(Code, (await WaitAsync()).Code);
    }

    /// <summary>Shows that the port is free, by taking it.</summary>
    public void AssertPortIsFree() => LoopbackReceiver.Bind(Receiver.RedirectUri).Dispose();

    public void Dispose()
    {
        Receiver.Dispose();
        _stop.Dispose();
    }
}
