using GenesysGuest.Http;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>The inin-ratelimit-* headers.</summary>
public sealed class RateLimitTests
{
    [Fact]
    public void All_three_headers_make_a_limit() => Assert.Equal(new RateLimit(300, 17, TimeSpan.FromSeconds(42)), Read("300", "17", "42"));

    [Fact]
    public void Nothing_used_and_nothing_left_to_wait_is_a_limit() => Assert.Equal(new RateLimit(300, 0, TimeSpan.Zero), Read("300", "0", "0"));

    [Fact]
    public void The_longest_window_is_a_day_and_the_smallest_limit_one_request() => Assert.Equal(new RateLimit(1, 17, TimeSpan.FromDays(1)), Read("1", "17", "86400"));

    [Theory]
    [InlineData("300", "17", "86401")]
    [InlineData(null, "17", "42")]
    [InlineData("300", null, "42")]
    [InlineData("300", "17", null)]
    [InlineData("0", "17", "42")]
    [InlineData("-300", "17", "42")]
    [InlineData("300", "-1", "42")]
    [InlineData("300", "17", "4.2")]
    [InlineData("300", "17", "soon")]
    [InlineData("99999999999", "17", "42")]
    [InlineData("3 00", "17", "42")]
    [InlineData("٣٠٠", "17", "42")]
    public void What_cannot_be_read_is_no_limit(string? allowed, string? count, string? reset) => Assert.Null(Read(allowed, count, reset));

    private static RateLimit? Read(string? allowed, string? count, string? reset)
    {
        using HttpResponseMessage message = new();
        foreach ((string name, string? value) in (ReadOnlySpan<(string, string?)>)[("allowed", allowed), ("count", count), ("reset", reset)])
        {
            if (value is not null)
            {
                message.Headers.TryAddWithoutValidation($"inin-ratelimit-{name}", value);
            }
        }

        return RateLimit.Read(message.Headers);
    }
}
