using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>What cannot succeed ends, what can is waited for.</summary>
public sealed class HopelessRunTests
{
    private readonly ScriptedServer _server = new();

    [Theory]
    [InlineData(403, "app.not.authorized.for.scope", ErrorId.GuestForbidden)]
    [InlineData(403, "missing.any.permissions", ErrorId.GuestForbidden)]
    [InlineData(404, null, ErrorId.GuestRejected)]
    public async Task A_reason_that_all_rows_share_ends_the_run_after_a_handful(int status, string? code, ErrorId errorId)
    {
        _server.Guests.Replies(code is null ? Reply.Of(status) : Reply.GenesysError(status, code));

        (List<GuestOutcome> outcomes, GenesysException? end) = await RunAsync(5_000);

        Assert.Equal(errorId, end?.ErrorId);
        Assert.InRange(_server.Guests.Requests.Count, 5, 13);
        Assert.Equal(_server.Guests.Requests.Count, outcomes.Count(outcome => outcome.Error!.ErrorId == errorId));
        Assert.All(outcomes.Where(outcome => outcome.Error!.ErrorId != errorId), outcome => Assert.Equal(ErrorId.NotAttempted, outcome.Error!.ErrorId));
    }

    [Fact]
    public async Task A_proxy_that_asks_for_a_credential_is_asked_once()
    {
        _server.Guests.Replies(Reply.Of(407));

        (List<GuestOutcome> outcomes, GenesysException? end) = await RunAsync(100, throttle: 1);

        Assert.Equal((ErrorId.ServiceUnavailable, NextStep.GiveProxyCredential, 1), (end?.ErrorId, end?.NextStep, _server.Guests.Requests.Count));
        Assert.Equal([ErrorId.ServiceUnavailable, ErrorId.NotAttempted], outcomes.Select(outcome => outcome.Error!.ErrorId).Distinct());
    }

    [Fact]
    public async Task A_proxy_that_asks_only_when_a_row_is_sent_again_is_asked_once()
    {
        _server.Guests.Replies(Reply.Of(500), Reply.Of(407));

        (List<GuestOutcome> outcomes, _) = await RunAsync(100, throttle: 1);

        Assert.Equal((ErrorId.GuestOutcomeUnknown, 2), (outcomes[0].Error!.ErrorId, _server.Guests.Requests.Count));
    }

    [Fact]
    public async Task A_reason_of_the_rows_own_ends_nothing()
    {
        _server.Guests.Replies(Reply.Of(400));

        (List<GuestOutcome> outcomes, GenesysException? end) = await RunAsync(100);

        Assert.Null(end);
        Assert.All(outcomes, outcome => Assert.Equal(ErrorId.GuestRejected, outcome.Error!.ErrorId));
    }

    [Fact]
    public async Task A_guest_in_between_shows_that_there_is_hope()
    {
        _server.Guests.Answers((_, index) => index % 5 == 4 ? Reply.Guest() : Reply.Of(403));

        (List<GuestOutcome> outcomes, GenesysException? end) = await RunAsync(100, throttle: 1);

        Assert.Null(end);
        Assert.Equal(20, outcomes.Count(outcome => outcome.Guest is not null));
    }

    [Fact]
    public async Task A_fresh_token_that_is_refused_is_not_replaced_again()
    {
        _server.Token.Replies(Reply.Grant("at-1"), Reply.Grant("at-2"));
        _server.Guests.Replies(Reply.Of(401));
        using Connection connection = await Connection.OpenAsync(Grant.ClientCredentials(_server.Environment, new("client-1", "s3cret")), _server.Options);

        (_, GenesysException? end) = await RunAsync(60, connection: connection);

        Assert.Equal(ErrorId.GuestUnauthorized, end?.ErrorId);
        Assert.Equal(2, _server.Token.Requests.Count);
    }

    [Fact]
    public async Task A_gateway_that_resets_every_request_costs_no_more_rows_than_are_under_way_and_one_a_probe()
    {
        _server.Guests.Replies(Reply.Lost);

        (List<GuestOutcome> outcomes, GenesysException? end) = await RunAsync(5_000);

        Assert.Equal(ErrorId.ServiceUnavailable, end?.ErrorId);
        Assert.InRange(outcomes.Count(outcome => outcome.Error!.ErrorId == ErrorId.GuestOutcomeUnknown), 10, 40);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Who_asks_for_a_day_asks_all_rows_for_it(int status)
    {
        _server.Guests.Replies(Reply.Of(status, ("Retry-After", "86400")));

        (List<GuestOutcome> outcomes, GenesysException? end) = await RunAsync(5_000);

        Assert.Contains("2030-01-03 12:00", end?.Remedy, StringComparison.Ordinal);
        Assert.InRange(outcomes.Count(outcome => outcome.Error!.ErrorId != ErrorId.NotAttempted), 5, 13);
    }

    [Fact]
    public async Task A_null_row_is_an_error_and_not_the_end_of_the_input()
    {
        _server.Guests.Replies(Reply.Guest());
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = new(connection);
        GuestRow[] rows = [.. ManyRows.Make(2), null!, .. ManyRows.Make(1)];

        (List<GuestOutcome> outcomes, Exception? end) = await provisioner.CollectAsync(rows);

        Assert.Equal(2, outcomes.Count(outcome => outcome.Guest is not null));
        Assert.IsType<ArgumentException>(end);
    }

    private async Task<(List<GuestOutcome> Outcomes, GenesysException? End)> RunAsync(int rows, int throttle = 8, Connection? connection = null)
    {
        using Connection bare = _server.Connect();
        using GuestProvisioner provisioner = new(connection ?? bare, new ProvisioningOptions { ThrottleLimit = throttle });
        (List<GuestOutcome> outcomes, Exception? end) = await _server.Clock.RunAsync(provisioner.CollectAsync(ManyRows.Make(rows)));
        return (outcomes, (GenesysException?)end);
    }
}
