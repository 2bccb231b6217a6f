using System.Globalization;
using GenesysGuest.Tests.Core.Provisioning;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>A request that had its turn to send and did not send at once takes its turn again: what the server forbade meanwhile holds for it, too.</summary>
public sealed class TurnTests
{
    private static readonly GuestRequest Ada = new("Ada", "ada@example.com");

    private readonly ScriptedServer _server = new();
    private readonly TaskCompletionSource _token = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TurnTests() => _server.Token.Answers((_, index) => Reply.Grant($"at-{index}").After(index == 0 ? Task.CompletedTask : _token.Task));

    [Fact]
    public async Task So_does_one_whose_token_was_refused()
    {
        using Connection connection = await _server.SignInAsync();
        _server.Guests.Replies(Reply.Of(401), Reply.Of(429, ("Retry-After", "60")), Reply.Guest());
        Task<Guest> refused = connection.CreateGuestAsync(Ada);
        Task<Guest> throttled = connection.CreateGuestAsync(Ada);
        await AssertNothingIsSentBeforeTheLimitOpensAsync(sentAlready: 2, refused, throttled);
    }

    [Fact]
    public async Task So_does_one_that_waited_for_its_token()
    {
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using Connection connection = await _server.SignInAsync();
        _server.Guests.Replies(Reply.Of(429, ("Retry-After", "60")).After(answer.Task), Reply.Guest());
        Task<Guest> throttled = connection.CreateGuestAsync(Ada);
        _server.Clock.Advance(TimeSpan.FromHours(1));
        Task<Guest> waiting = connection.CreateGuestAsync(Ada);
        answer.SetResult();
        await AssertNothingIsSentBeforeTheLimitOpensAsync(sentAlready: 1, throttled, waiting);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(300)]
    public async Task No_row_is_sent_again_before_its_time_however_soon_the_outage_is_given_up(int outage)
    {
        const int wait = 100;
        _server.Guests.Replies(Reply.Of(503, ("Retry-After", wait.ToString(CultureInfo.InvariantCulture))));
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = new(
            connection, new ProvisioningOptions { ThrottleLimit = 16, MaxRetryCount = 20, OutageTimeout = TimeSpan.FromSeconds(outage) });

        await _server.Clock.RunAsync(provisioner.CollectAsync(ManyRows.Make(40)));

        Assert.All(
            _server.Guests.Requests.GroupBy(request => request.Body, StringComparer.Ordinal),
            row => Assert.All(row.Zip(row.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(wait))));
    }

    private async Task AssertNothingIsSentBeforeTheLimitOpensAsync(int sentAlready, params Task<Guest>[] requests)
    {
        await _server.Clock.WaitForTimersAsync(1);
        DateTimeOffset opens = _server.Clock.GetUtcNow() + TimeSpan.FromSeconds(60);

        _token.SetResult();
        await _server.Clock.RunAsync(Task.WhenAll(requests));

        Assert.All(_server.Guests.Requests.Skip(sentAlready), request => Assert.True(request.At >= opens, $"sent at {request.At:T}"));
    }
}
