using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Guests;

/// <summary>The request left and no whole answer came: the guest may exist, so nothing is sent again.</summary>
public sealed class LostResponseTests
{
    private static readonly GuestRequest Ada = new("Ada", "ada@example.com");

    private readonly ScriptedServer _server = new();

    public static TheoryData<string> Causes => ["http", "io", "cancelled by the handler"];

    [Theory]
    [MemberData(nameof(Causes))]
    public async Task The_outcome_is_unknown(string cause) => Assert.Equal(ErrorId.GuestOutcomeUnknown, (await LoseAsync(cause)).ErrorId);

    [Theory]
    [MemberData(nameof(Causes))]
    public async Task Nothing_is_sent_again(string cause)
    {
        await LoseAsync(cause);

        Assert.Equal(1, _server.Guests.Count);
    }

    [Fact]
    public async Task The_error_says_to_look_the_guest_up() =>
        Assert.Contains("Look up the guest", (await LoseAsync("http")).Remedy, StringComparison.Ordinal);

    [Fact]
    public async Task A_request_that_times_out_has_an_unknown_outcome()
    {
        _server.Guests.Replies(Reply.Guest().After(new TaskCompletionSource().Task));
        using Connection connection = _server.Connect(_server.Options with { RequestTimeout = TimeSpan.FromSeconds(100) });

        ProvisioningException error = await Assert.ThrowsAsync<ProvisioningException>(() => _server.Clock.RunAsync(connection.CreateGuestAsync(Ada)));

        Assert.Equal(ErrorId.GuestOutcomeUnknown, error.ErrorId);
    }

    [Fact]
    public async Task A_request_times_out_when_its_time_is_up_and_not_before()
    {
        _server.Guests.Replies(Reply.Guest().After(new TaskCompletionSource().Task));
        using Connection connection = _server.Connect(_server.Options with { RequestTimeout = TimeSpan.FromSeconds(100) });
        Task<Guest> create = connection.CreateGuestAsync(Ada);

        _server.Clock.Advance(TimeSpan.FromSeconds(99.9));

        Assert.False(create.IsCompleted);
    }

    [Fact]
    public async Task A_connection_that_is_not_made_in_time_was_never_sent()
    {
        _server.Guests.Replies(Reply.Throws(new IOException("unused"), takesRequest: false).After(new TaskCompletionSource().Task), Reply.Guest());
        using Connection connection = _server.Connect(_server.Options with { RequestTimeout = TimeSpan.FromSeconds(100) });

        await _server.Clock.RunAsync(connection.CreateGuestAsync(Ada));

        Assert.Equal(2, _server.Guests.Count);
    }

    [Fact]
    public async Task A_request_that_is_cancelled_after_it_left_has_an_unknown_outcome()
    {
        _server.Guests.Replies(Reply.Guest().After(new TaskCompletionSource().Task));
        using Connection connection = _server.Connect();
        using CancellationTokenSource cancellation = new();
        Task<Guest> create = connection.CreateGuestAsync(Ada, cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        Assert.Equal(ErrorId.GuestOutcomeUnknown, (await Assert.ThrowsAsync<ProvisioningException>(() => create)).ErrorId);
    }

    [Fact]
    public async Task A_request_that_is_cancelled_before_it_left_is_cancelled()
    {
        _server.Guests.Replies(Reply.Guest());
        using Connection connection = _server.Connect();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.CreateGuestAsync(Ada, cancellationToken: new(canceled: true)));
    }

    [Fact]
    public async Task A_request_that_is_cancelled_before_it_left_is_not_sent()
    {
        _server.Guests.Replies(Reply.Guest());
        using Connection connection = _server.Connect();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.CreateGuestAsync(Ada, cancellationToken: new(canceled: true)));

        Assert.Equal(0, _server.Guests.Count);
    }

    private async Task<ProvisioningException> LoseAsync(string cause)
    {
        _server.Guests.Replies(Reply.Throws(
            cause switch { "http" => new HttpRequestException("reset"), "io" => new IOException("reset"), _ => new TaskCanceledException("time") }, takesRequest: true));
        using Connection connection = _server.Connect();
        return await Assert.ThrowsAsync<ProvisioningException>(() => connection.CreateGuestAsync(Ada));
    }
}
