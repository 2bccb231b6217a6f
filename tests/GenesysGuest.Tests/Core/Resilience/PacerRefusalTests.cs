namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>A 429 in a window of which the headers have told: its <c>Retry-After</c> is the end of that window, or it is about something else.</summary>
public sealed class PacerRefusalTests : IDisposable
{
    private readonly PacerUnderTest _pacer = new();

    public PacerRefusalTests()
    {
        Assert.Equal(8, _pacer.Enter(8));
        _pacer.Succeed(allowed: 300, count: 1, reset: 60); // ends between 59 and 60
    }

    public void Dispose() => _pacer.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(58)]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(120)]
    public void All_wait_as_long_as_it_says(double retryAfter)
    {
        _pacer.Refuse(retryAfter);

        Assert.Equal(retryAfter, _pacer.OpensAfter());
    }

    [Theory]
    [InlineData(2, 5, 5)]
    [InlineData(5, 2, 5)]
    [InlineData(5, 5, 5)]
    [InlineData(60, 2, 60)] // the window is used up, whatever else there is
    [InlineData(2, 60, 60)]
    [InlineData(2, 120, 120)]
    [InlineData(120, 2, 120)]
    public void Of_two_the_longer_one_counts(double first, double second, double expected)
    {
        _pacer.Refuse(first);
        _pacer.Refuse(second);

        Assert.Equal(expected, _pacer.OpensAfter());
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void It_counts_although_the_window_ends_sooner(double later)
    {
        _pacer.Advance(later);
        _pacer.Refuse(60);

        Assert.Equal(60, _pacer.OpensAfter());
    }

    [Theory]
    [InlineData(0.0004)]
    [InlineData(1.0004)]
    public void Nobody_asks_over_and_over_for_a_part_of_a_millisecond(double retryAfter)
    {
        _pacer.Refuse(retryAfter);

        Assert.Equal(Math.Ceiling(retryAfter * 1000) / 1000, _pacer.OpensAfter());
    }

    [Fact]
    public void A_shorter_one_counts_from_when_it_came()
    {
        _pacer.Refuse(5);
        _pacer.Advance(4);
        _pacer.Refuse(2);

        Assert.Equal(2, _pacer.OpensAfter());
    }

    [Theory]
    [InlineData(58, 60)] // not the end of the window: that is still used up
    [InlineData(59, 59)] // the soonest end that it can have
    public void When_a_window_is_used_up_only_its_end_helps(double retryAfter, double expected)
    {
        _pacer.Succeed(allowed: 300, count: 300, reset: 60);
        _pacer.Refuse(retryAfter);

        Assert.Equal(expected, _pacer.OpensAfter());
    }

    [Fact]
    public void What_was_left_of_the_window_is_used_afterwards()
    {
        _pacer.Succeed(allowed: 300, count: 290, reset: 60);
        _pacer.Refuse(2);
        Assert.Equal(2, _pacer.OpensAfter());
        _pacer.Enter(300);

        int passed = 0;
        for (; _pacer.UnderWay > 0; passed++)
        {
            _pacer.Succeed(allowed: 300, count: 291 + passed, reset: 58);
        }

        Assert.Equal(10, passed);
        Assert.Equal(58, _pacer.Wait);
    }

    [Fact]
    public void After_it_the_next_one_is_measured_anew()
    {
        _pacer.Refuse(10);
        Assert.Equal(10, _pacer.OpensAfter());

        _pacer.Refuse(3);

        Assert.Equal(3, _pacer.OpensAfter());
    }
}
