using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>A token endpoint that fails in mid-run is an outage like the guests endpoint's own.</summary>
public sealed class TokenOutageInRunTests
{
    private readonly ScriptedServer _server = new();

    public TokenOutageInRunTests() => _server.Guests.Answers(
        (request, index) => index >= 10 && request.Authorization!.EndsWith("at-0", StringComparison.Ordinal) ? Reply.Of(401) : Reply.Guest());

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task It_is_waited_for(int status)
    {
        DateTimeOffset back = _server.Clock.GetUtcNow() + TimeSpan.FromSeconds(100);
        _server.Token.Answers((request, index) => index == 0 ? Reply.Grant("at-0") : request.At < back ? Reply.Of(status) : Reply.Grant($"at-{index}"));

        (List<GuestOutcome> outcomes, Exception? end) = await RunAsync(throttle: 1, retries: 20);

        Assert.Null(end);
        Assert.Equal(100, outcomes.Count(outcome => outcome.Guest is not null));
    }

    [Fact]
    public async Task So_is_one_that_cannot_be_reached()
    {
        DateTimeOffset back = _server.Clock.GetUtcNow() + TimeSpan.FromSeconds(100);
        _server.Token.Answers((request, index) => index == 0 ? Reply.Grant("at-0") : request.At < back ? Reply.ConnectFailure : Reply.Grant($"at-{index}"));

        (List<GuestOutcome> outcomes, Exception? end) = await RunAsync(throttle: 1, retries: 20);

        Assert.Null(end);
        Assert.Equal(100, outcomes.Count(outcome => outcome.Guest is not null));
    }

    [Fact]
    public async Task One_that_lasts_ends_the_run_and_is_named()
    {
        _server.Token.Answers((_, index) => index == 0 ? Reply.Grant("at-0") : Reply.Of(503));

        (List<GuestOutcome> outcomes, Exception? end) = await RunAsync(throttle: 16, retries: 20);

        GenesysException down = Assert.IsType<GenesysException>(end);
        Assert.Equal(ErrorId.ServiceUnavailable, down.ErrorId);
        Assert.StartsWith("The guests endpoint usw2.pure.cloud has not been reached for 300 seconds: no access token is available: The token endpoint failed (503)", down.Message, StringComparison.Ordinal);
        Assert.Equal(10, outcomes.Count(outcome => outcome.Guest is not null));
        Assert.All(outcomes.Where(outcome => outcome.Guest is null), outcome => Assert.Equal(ErrorId.NotAttempted, outcome.Error!.ErrorId));
        Assert.InRange(_server.Token.Count, 2, 80);
    }

    [Fact]
    public async Task A_row_whose_retries_are_spent_says_that_there_is_no_token()
    {
        _server.Token.Answers((_, index) => index == 0 ? Reply.Grant("at-0") : Reply.Of(503));

        (List<GuestOutcome> outcomes, _) = await RunAsync(throttle: 1, retries: 1);

        ProvisioningException error = Assert.IsType<ProvisioningException>(outcomes[10].Error);
        Assert.Equal(ErrorId.ServiceUnavailable, error.ErrorId);
        Assert.Contains("no access token is available: The token endpoint failed (503)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_made_by_hand_is_told_the_token_endpoints_own_error()
    {
        _server.Token.Answers((_, index) => index == 0 ? Reply.Grant("at-0") : Reply.Of(503));
        _server.Guests.Replies(Reply.Of(401));
        using Connection connection = await _server.SignInAsync();

        SignInException error = await Assert.ThrowsAsync<SignInException>(() => _server.Clock.RunAsync(connection.CreateGuestAsync(new("Ada", "ada@example.com"))));

        Assert.Equal(ErrorId.TokenRequestFailed, error.ErrorId);
    }

    private async Task<(List<GuestOutcome> Outcomes, Exception? End)> RunAsync(int throttle, int retries)
    {
        using Connection connection = await _server.SignInAsync();
        using GuestProvisioner provisioner = new(connection, new ProvisioningOptions { ThrottleLimit = throttle, MaxRetryCount = retries });
        return await _server.Clock.RunAsync(provisioner.CollectAsync(ManyRows.Make(100)));
    }
}
