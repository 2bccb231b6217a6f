namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>After a 429 one goes, then two, then four: answers widen the way, but only those to requests that were sent after it opened.</summary>
public sealed class PacerRampTests : IDisposable
{
    private readonly PacerUnderTest _pacer = new();

    public void Dispose() => _pacer.Dispose();

    [Fact]
    public void Answers_that_arrive_while_it_is_closed_do_not_widen_its_ramp()
    {
        Close(underWay: 50);
        _pacer.Enter(50);

        _pacer.Advance(5);

        AssertRamp(1, 2, 4, 8);
    }

    [Fact]
    public void A_429_on_the_ramp_begins_it_anew()
    {
        Close(underWay: 50);
        _pacer.Enter(50);
        _pacer.Advance(5);
        AssertRamp(1, 2, 4);
        Assert.Equal(8, _pacer.UnderWay);

        _pacer.Refuse(5);
        _pacer.Succeed(7);
        Assert.Equal(0, _pacer.UnderWay);
        _pacer.Advance(5);

        Assert.Equal(1, _pacer.UnderWay);
    }

    /// <summary>The first that is answered is refused, for five seconds; the others were on their way.</summary>
    private void Close(int underWay)
    {
        Assert.Equal(underWay, _pacer.Enter(underWay));
        _pacer.Refuse(5);
        _pacer.Succeed(underWay - 1);
        Assert.Equal(0, _pacer.UnderWay);
    }

    private void AssertRamp(params int[] steps)
    {
        foreach (int step in steps)
        {
            Assert.Equal(step, _pacer.UnderWay);
            _pacer.Succeed(step);
        }
    }
}
