using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>An outage that passes costs no row; one that lasts ends the run.</summary>
public sealed class OutageInRunTests
{
    private static readonly ProvisioningOptions Options = new() { OutageTimeout = TimeSpan.FromSeconds(300) };

    private readonly ScriptedServer _server = new();
    private readonly DateTimeOffset _start;

    public OutageInRunTests() => _start = _server.Clock.GetUtcNow();

    [Theory]
    [InlineData("server error")]
    [InlineData("never sent")]
    public async Task An_outage_that_passes_costs_no_row(string kind)
    {
        Answer(kind, outage: TimeSpan.FromSeconds(120));
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, Options);
        Task<(List<GuestOutcome> Outcomes, Exception? End)> run = provisioner.CollectAsync(ManyRows.Make(200));

        // All who are under way fail before time goes on: no row may use up its retries while the others have not begun.
        while (_server.Clock.GetUtcNow() - _start < TimeSpan.FromSeconds(120))
        {
            await _server.Clock.WaitForTimersAsync(Options.ThrottleLimit);
            _server.Clock.AdvanceToNextTimer();
        }

        Assert.DoesNotContain((await _server.Clock.RunAsync(run)).Outcomes, outcome => outcome.Guest is null);
    }

    [Fact]
    public async Task An_outage_that_lasts_ends_the_run()
    {
        (_, Exception? end) = await RunAsync();

        Assert.Equal(ErrorId.ServiceUnavailable, Assert.IsAssignableFrom<GenesysException>(end).ErrorId);
    }

    [Fact]
    public async Task An_outage_is_waited_out_for_as_long_as_asked_for()
    {
        await RunAsync();

        Assert.InRange(_server.Clock.GetUtcNow() - _start, TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(500));
    }

    [Fact]
    public async Task During_an_outage_the_service_is_probed_and_not_stormed()
    {
        await RunAsync();

        Assert.InRange(_server.Guests.Count, 10, 60);
    }

    [Fact]
    public async Task All_rows_that_were_read_have_their_outcomes()
    {
        int read = 0;
        (List<GuestOutcome> outcomes, _) = await RunAsync(ManyRows.Make(500).Select(row =>
        {
            read++;
            return row;
        }));

        Assert.Equal(read, outcomes.Count);
    }

    private async Task<(List<GuestOutcome> Outcomes, Exception? End)> RunAsync(IEnumerable<GuestRow>? rows = null)
    {
        Answer("server error", outage: TimeSpan.MaxValue);
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, Options);
        return await _server.Clock.RunAsync(provisioner.CollectAsync(rows ?? ManyRows.Make(200)));
    }

    private void Answer(string kind, TimeSpan outage) => _server.Guests.Answers((request, _) =>
        request.At - _start >= outage ? Reply.Guest() : kind is "never sent" ? Reply.ConnectFailure : Reply.Of(503));
}
