using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>What a token that is refused, or a session that ends, does to a run.</summary>
public sealed class SessionInRunTests
{
    private readonly ScriptedServer _server = new();

    [Fact]
    public async Task A_storm_of_refusals_shares_one_refresh()
    {
        _server.Token.Answers((_, index) => Reply.Grant($"at-{index}", $"rt-{index}"));
        _server.Guests.Answers((request, _) => request.Authorization!.EndsWith("at-0", StringComparison.Ordinal) ? Reply.Of(401) : Reply.Guest());

        await RunAsync();

        Assert.Equal(2, _server.Token.Count);
    }

    [Fact]
    public async Task A_storm_of_refusals_costs_no_row()
    {
        _server.Token.Answers((_, index) => Reply.Grant($"at-{index}", $"rt-{index}"));
        _server.Guests.Answers((request, _) => request.Authorization!.EndsWith("at-0", StringComparison.Ordinal) ? Reply.Of(401) : Reply.Guest());

        Assert.DoesNotContain((await RunAsync()).Outcomes, outcome => outcome.Guest is null);
    }

    [Fact]
    public async Task A_session_that_ends_ends_the_run()
    {
        (_, Exception? end) = await RunIntoTheEndAsync();

        Assert.Equal(ErrorId.SessionExpired, Assert.IsType<SignInException>(end).ErrorId);
    }

    [Fact]
    public async Task Rows_in_hand_were_not_attempted()
    {
        (List<GuestOutcome> outcomes, _) = await RunIntoTheEndAsync();

        Assert.All(outcomes.Where(outcome => outcome.Guest is null), outcome => Assert.Equal(ErrorId.NotAttempted, outcome.Error!.ErrorId));
    }

    [Fact]
    public async Task No_more_rows_are_read_than_have_outcomes()
    {
        int read = 0;
        (List<GuestOutcome> outcomes, _) = await RunIntoTheEndAsync(ManyRows.Make(500).Select(row =>
        {
            read++;
            return row;
        }));

        Assert.Equal(read, outcomes.Count);
    }

    [Fact]
    public async Task What_was_created_before_comes_out()
    {
        (List<GuestOutcome> outcomes, _) = await RunIntoTheEndAsync();

        Assert.Equal(10, outcomes.Count(outcome => outcome.Guest is not null));
    }

    [Fact]
    public async Task The_refused_refresh_token_is_sent_once()
    {
        await RunIntoTheEndAsync();

        Assert.Equal(2, _server.Token.Count);
    }

    [Fact]
    public async Task A_refusal_that_stays_ends_the_run_after_a_handful_of_rows()
    {
        _server.Guests.Replies(Reply.Of(401));
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = new(connection);

        (List<GuestOutcome> outcomes, Exception? end) = await provisioner.CollectAsync(ManyRows.Make(5_000));

        Assert.Equal(ErrorId.GuestUnauthorized, Assert.IsType<GenesysException>(end).ErrorId);
        Assert.InRange(_server.Guests.Requests.Count, 5, 5 + 8);
        Assert.Equal(_server.Guests.Requests.Count, outcomes.Count(outcome => outcome.Error!.ErrorId == ErrorId.GuestUnauthorized));
        Assert.All(outcomes, outcome => Assert.True(outcome.Error!.ErrorId is ErrorId.GuestUnauthorized or ErrorId.NotAttempted));
    }

    private Task<(List<GuestOutcome> Outcomes, Exception? End)> RunIntoTheEndAsync(IEnumerable<GuestRow>? rows = null)
    {
        _server.Token.Replies(Reply.Grant(), Reply.OAuthError(400, "invalid_grant"));
        _server.Guests.Answers((_, index) => index < 10 ? Reply.Guest() : Reply.Of(401));
        return RunAsync(rows);
    }

    private async Task<(List<GuestOutcome> Outcomes, Exception? End)> RunAsync(IEnumerable<GuestRow>? rows = null)
    {
        using Connection connection = await _server.SignInAsync();
        using GuestProvisioner provisioner = new(connection);
        return await _server.Clock.RunAsync(provisioner.CollectAsync(rows ?? ManyRows.Make(500)));
    }
}
