using GenesysGuest.Tests.Core.SignIn.Loopback;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>A user's consent in a browser, from the address that is opened to the grant.</summary>
public sealed class BrowserGrantTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly LoopbackReceiver _receiver;
    private readonly AuthorizationRequest _request;

    public BrowserGrantTests()
    {
        _receiver = LoopbackReceiver.Bind("http://127.0.0.1:0/callback", _clock);
        _request = AuthorizationRequest.Create(GenesysEnvironment.Parse("usw2.pure.cloud"), "client-1", _receiver.RedirectUri);
    }

    public void Dispose() => _receiver.Dispose();

    [Fact]
    public async Task The_address_of_the_request_is_opened_once_and_its_answer_is_a_grant()
    {
        List<Uri> opened = [];
        Task<Grant> grant = Grant.FromBrowserAsync(_request, _receiver, opened.Add);
        using RawPeer browser = await RawPeer.ConnectAsync(_receiver.Port);
        await browser.SendAsync($"GET /callback?code=c-1&state={_request.State} HTTP/1.1\r\nHost: 127.0.0.1:{_receiver.Port}\r\n\r\n");
        await browser.ReadAsync();
        browser.Dispose();

        Assert.Equal(GrantType.AuthorizationCode, (await grant.WaitAsync(TimeSpan.FromMinutes(1))).Type);
        Assert.Equal([_request.Uri], opened);
    }

    [Fact]
    public void A_request_that_was_used_makes_no_second_grant()
    {
        AuthorizationResponse answer = AuthorizationResponse.Parse(_request, $"{_request.RedirectUri}?code=c-1&state={_request.State}");
        _request.Redeem();

        Assert.Equal(ErrorId.InvalidCallback, Assert.Throws<SignInException>(() => Grant.AuthorizationCode(_request, answer)).ErrorId);
    }

    [Theory]
    [InlineData(null, 300)]
    [InlineData(20, 20)]
    public async Task The_user_may_take_five_minutes_unless_it_is_said_otherwise(int? timeout, int seconds)
    {
        Task<Grant> grant = Grant.FromBrowserAsync(_request, _receiver, _ => { }, timeout is { } given ? TimeSpan.FromSeconds(given) : null);

        _clock.Advance(TimeSpan.FromSeconds(seconds));

        SignInException error = await Assert.ThrowsAsync<SignInException>(() => grant.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains($"within {seconds} seconds", error.Message, StringComparison.Ordinal);
    }
}
