using GenesysGuest.Tests.Core.Provisioning;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>How long the request limit makes everyone wait is there to be shown.</summary>
public sealed class LimitWaitTests : IDisposable
{
    private readonly PacerUnderTest _pacer = new();

    public void Dispose() => _pacer.Dispose();

    [Fact]
    public async Task A_run_shows_what_is_left_of_the_wait()
    {
        ScriptedServer server = new();
        server.Guests.Replies(Reply.Of(429, ("Retry-After", "7")), Reply.Guest());
        using Connection connection = server.Connect();
        using GuestProvisioner provisioner = new(connection);
        Assert.Equal(TimeSpan.Zero, provisioner.LimitWait);
        Assert.True(provisioner.TryAdd(ManyRows.Make(1).Single()));
        await server.Clock.WaitForTimersAsync(1);
        Assert.Equal(TimeSpan.FromSeconds(7), provisioner.LimitWait);

        server.Clock.Advance(TimeSpan.FromSeconds(2.5));
        Assert.Equal(TimeSpan.FromSeconds(4.5), provisioner.LimitWait);

        server.Clock.Advance(TimeSpan.FromSeconds(4.5));
        Assert.True(await provisioner.WaitAsync());
        Assert.Equal(TimeSpan.Zero, provisioner.LimitWait);
    }

    [Fact]
    public void Nothing_is_shown_if_nobody_waits()
    {
        _pacer.Enter();

        _pacer.Refuse(5);

        Assert.Equal(0, _pacer.Wait);
    }

    [Fact]
    public void The_time_until_a_used_up_window_ends_is_shown()
    {
        _pacer.Enter();
        _pacer.Succeed(allowed: 1, count: 1, reset: 60);
        Assert.Equal(0, _pacer.Enter());

        _pacer.Advance(20);

        Assert.Equal(40, _pacer.Wait);
    }

    [Fact]
    public void The_time_until_it_opens_is_shown_even_if_the_window_lasts_longer()
    {
        _pacer.Enter(2);
        _pacer.Succeed(allowed: 300, count: 1, reset: 60);
        _pacer.Refuse(5);
        Assert.Equal(0, _pacer.Enter());

        _pacer.Advance(2);

        Assert.Equal(3, _pacer.Wait);
    }

    [Fact]
    public void While_it_opens_step_by_step_the_wait_is_that_for_the_answers_and_not_shown()
    {
        _pacer.Enter();
        _pacer.Refuse(5);
        Assert.Equal(0, _pacer.Enter(3));

        _pacer.Advance(5);

        Assert.Equal((1, 0), (_pacer.UnderWay, _pacer.Wait));
    }
}
