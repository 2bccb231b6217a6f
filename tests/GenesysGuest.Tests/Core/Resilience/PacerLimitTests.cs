namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>Without headers the first 429 says how much a window holds: as many as were answered well before it, and not one more.</summary>
public sealed class PacerLimitTests : IDisposable
{
    private readonly PacerUnderTest _pacer = new();

    public PacerLimitTests()
    {
        Assert.Equal(7, _pacer.Enter(7));
        _pacer.Succeed(5);
        _pacer.Refuse(10);
        _pacer.Refuse(10); // was under way as well, and teaches nothing new
        Assert.Equal(0, _pacer.Enter(20));
        _pacer.Advance(10);
    }

    public void Dispose() => _pacer.Dispose();

    [Fact]
    public void The_limit_that_was_learned_is_reached_and_not_exceeded()
    {
        _pacer.Succeed(); // the first of the ramp
        _pacer.Succeed(2);

        Assert.Equal(5, 3 + _pacer.UnderWay);
    }

    [Fact]
    public void One_at_a_time_may_try_what_goes_beyond()
    {
        _pacer.Succeed();
        _pacer.Succeed(2);
        _pacer.Succeed();
        Assert.Equal(1, _pacer.UnderWay);

        _pacer.Succeed();

        Assert.Equal(1, _pacer.UnderWay); // the sixth
    }

    [Fact]
    public void If_that_succeeds_two_at_a_time_may()
    {
        _pacer.Succeed();
        _pacer.Succeed(2);
        _pacer.Succeed(2);

        _pacer.Succeed();

        Assert.Equal(2, _pacer.UnderWay);
    }

    [Fact]
    public void If_that_is_refused_the_limit_is_the_same_in_the_next_window()
    {
        _pacer.Succeed();
        _pacer.Succeed(2);
        _pacer.Succeed(2);
        _pacer.Refuse(10);
        Assert.Equal(0, _pacer.UnderWay);
        _pacer.Advance(10);

        The_limit_that_was_learned_is_reached_and_not_exceeded();
    }
}
