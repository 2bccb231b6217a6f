using GenesysGuest.Resilience;

namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>1000 ms × 2^attempt and a random part of up to 500 ms.</summary>
public sealed class BackoffTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(4, 16)]
    [InlineData(5, 32)]
    public void The_wait_doubles(int retry, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), new Backoff(() => 0).Delay(retry));

    [Fact]
    public void The_random_part_is_half_a_second_at_most() => Assert.Equal(TimeSpan.FromMilliseconds(1250), new Backoff(() => 0.5).Delay(0));

    [Fact]
    public void The_wait_for_a_probe_is_spread_by_the_same_part() =>
        Assert.Equal(TimeSpan.FromMilliseconds(7250), new Backoff(() => 0.5).Spread(TimeSpan.FromSeconds(7)));

    [Fact]
    public void The_wait_stays_within_bounds_after_any_number_of_retries() =>
        Assert.Equal(TimeSpan.FromMinutes(1), new Backoff(() => 0).Delay(int.MaxValue));

    [Fact]
    public void The_platforms_randomness_is_at_least_zero_and_less_than_one() =>
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.InRange(Jitter.Next(), 0, Math.BitDecrement(1)));
}
