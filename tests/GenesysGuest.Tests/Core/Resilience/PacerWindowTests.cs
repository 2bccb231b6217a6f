namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>When a window ends is known to within a second and the time that a request took: answers narrow that down and never widen it.</summary>
public sealed class PacerWindowTests : IDisposable
{
    private const int Allowed = 3;

    private readonly PacerUnderTest _pacer = new();

    public PacerWindowTests() => Assert.Equal(4, _pacer.Enter(4));

    public void Dispose() => _pacer.Dispose();

    [Fact]
    public void It_ends_at_the_latest_that_an_answer_to_a_slow_request_permits()
    {
        _pacer.Advance(2);
        UsedUp(reset: 10, sentAgo: 2); // said between 0 and 2: it ends between 9 and 12

        Assert.Equal(10, _pacer.OpensAfter());
    }

    [Fact]
    public void A_later_answer_brings_its_end_forward()
    {
        _pacer.Advance(2);
        UsedUp(reset: 10, sentAgo: 2); // between 9 and 12
        UsedUp(reset: 8, sentAgo: 0); // between 9 and 10

        Assert.Equal(8, _pacer.OpensAfter());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(5)] // until 8: of something else
    public void A_slow_answer_neither_puts_it_off_nor_makes_it_less_certain(int? refusedFor)
    {
        UsedUp(reset: 10, sentAgo: 0); // between 9 and 10
        _pacer.Advance(3);
        UsedUp(reset: 8, sentAgo: 3); // between 7 and 11
        if (refusedFor is { } seconds)
        {
            _pacer.Refuse(seconds);
        }

        Assert.Equal(7, _pacer.OpensAfter());
    }

    [Theory]
    [InlineData(3, 8, 0)] // begins where it ends at the latest: between 10 and 11
    [InlineData(10, 10, 10)] // comes just when it ends: between 9 and 20
    public void An_answer_that_begins_or_comes_just_when_it_ends_is_of_the_next(int after, int reset, int sentAgo)
    {
        UsedUp(reset: 10, sentAgo: 0); // between 9 and 10
        _pacer.Advance(after);
        UsedUp(reset, sentAgo);

        Assert.Equal(reset, _pacer.OpensAfter());
    }

    [Fact]
    public void An_answer_of_the_window_before_counts_nothing_in_this_one()
    {
        _pacer.Succeed(allowed: 300, count: 10, reset: 60);
        _pacer.Succeed(allowed: 300, count: 299, reset: 1);
        _pacer.Succeed(allowed: 300, count: 300, reset: 58); // ends 58 at the latest, and this window 59 at the soonest
        _pacer.Succeed(allowed: 300, count: 9, reset: 60); // overtaken by the first

        Assert.Equal(290, _pacer.Enter(300));
    }

    [Fact]
    public void The_next_window_is_counted_from_nothing()
    {
        _pacer.Succeed(allowed: 10, count: 9, reset: 10);
        _pacer.Succeed(allowed: 10, count: 10, reset: 10);
        Assert.Equal(10, _pacer.OpensAfter());
        _pacer.Succeed(allowed: 10, count: 3, reset: 10);

        Assert.Equal(7, _pacer.Enter(20));
    }

    private void UsedUp(int reset, double sentAgo) => _pacer.Succeed(Allowed, Allowed, reset, sentAgo);
}
