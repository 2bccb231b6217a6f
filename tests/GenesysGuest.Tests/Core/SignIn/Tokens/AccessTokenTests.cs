using GenesysGuest.SignIn.Tokens;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn.Tokens;

/// <summary>When a token is to be renewed, and how long it is good.</summary>
public sealed class AccessTokenTests
{
    private readonly ManualClock _clock = new();

    /// <summary>A lifetime in seconds, and the second at which a renewal is due.</summary>
    [Theory]
    [InlineData(3600, 3540)]
    [InlineData(121, 61)]
    [InlineData(120, 60)]
    [InlineData(119, 59.5)]
    [InlineData(10, 5)]
    public void It_is_due_a_minute_before_its_end_or_after_half_of_its_life(double lifetime, double due)
    {
        AccessToken token = Token(lifetime);

        Advance(due - 0.001);
        Assert.False(token.IsDue(_clock));
        Advance(0.001);
        Assert.True(token.IsDue(_clock));
    }

    [Fact]
    public void It_is_due_by_the_time_of_day_as_well()
    {
        AccessToken token = Token(3600);

        _clock.Error = TimeSpan.FromSeconds(3539.999);
        Assert.False(token.IsDue(_clock));
        _clock.Error = TimeSpan.FromSeconds(3540);
        Assert.True(token.IsDue(_clock));
    }

    [Fact]
    public void It_is_due_though_the_clock_was_set_back()
    {
        AccessToken token = Token(3600);
        _clock.Error = TimeSpan.FromDays(-1);

        Advance(3540);

        Assert.True(token.IsDue(_clock));
    }

    [Fact]
    public void It_is_good_up_to_its_last_moment_whatever_the_time_of_day()
    {
        AccessToken token = Token(3600);
        _clock.Error = TimeSpan.FromDays(1);

        Advance(3599.999);
        Assert.True(token.IsGood(_clock));
        Advance(0.001);
        Assert.False(token.IsGood(_clock));
    }

    [Theory]
    [InlineData(3600, 3595)]
    [InlineData(50, 45)]
    [InlineData(40, 36)]
    [InlineData(10, 9)]
    public void It_is_good_on_arrival_for_five_seconds_less_or_a_tenth(double lifetime, double end)
    {
        AccessToken token = Token(lifetime);

        Advance(end - 0.001);
        Assert.True(token.IsGoodOnArrival(_clock));
        Advance(0.001);
        Assert.False(token.IsGoodOnArrival(_clock));
    }

    [Fact]
    public void One_whose_end_is_not_known_is_good_for_ever()
    {
        AccessToken token = Token(null);
        Advance(1e8);

        Assert.Equal((true, true, false, null), (token.IsGood(_clock), token.IsGoodOnArrival(_clock), token.IsDue(_clock), token.ExpiresAt));
    }

    [Fact]
    public void Its_end_is_a_time_of_day() => Assert.Equal(_clock.GetUtcNow().AddHours(1), Token(3600).ExpiresAt);

    [Fact]
    public void Its_text_shows_nothing_of_it() => Assert.Equal("***", Token(3600).ToString());

    private AccessToken Token(double? lifetime) =>
        new("at-1", Moment.Now(_clock), lifetime is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Scopes: null, RefreshToken: null);

    private void Advance(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));
}
