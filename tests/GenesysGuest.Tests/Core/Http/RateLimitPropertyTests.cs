using System.Globalization;
using CsCheck;
using GenesysGuest.Http;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>Whatever the headers say: a limit that makes sense, or none.</summary>
public sealed class RateLimitPropertyTests
{
    private static readonly Gen<string> Number = Gen.OneOf(Gen.Int, Gen.Int[0, 100_000]).Select(number => number.ToString(CultureInfo.InvariantCulture));

    private static readonly Gen<string> Value = Gen.OneOf(Number, Outside.Mutated(Number), Outside.Text);

    [Fact]
    public void Any_values_are_a_limit_that_makes_sense_or_none_and_the_same_everywhere() => Gen.Select(Value, Value, Value, Outside.Culture).Sample(
        (allowed, count, reset, culture) =>
        {
            RateLimit? limit = Outside.In(culture, () => Read(allowed, count, reset));

            Assert.Equal(limit, Read(allowed, count, reset));
            if (limit is { } read)
            {
                Assert.InRange(read.Allowed, 1, int.MaxValue);
                Assert.InRange(read.Count, 0, int.MaxValue);
                Assert.InRange(read.Reset, TimeSpan.Zero, TimeSpan.FromDays(1));
            }
        },
        iter: 5000);

    [Fact]
    public void What_makes_sense_is_read() => Gen.Select(Gen.Int[1, int.MaxValue], Gen.Int[0, int.MaxValue], Gen.Int[0, 86_400]).Sample(
        (allowed, count, reset) => Assert.Equal(new RateLimit(allowed, count, TimeSpan.FromSeconds(reset)), Read(Text(allowed), Text(count), Text(reset))));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static RateLimit? Read(string allowed, string count, string reset)
    {
        using HttpResponseMessage message = new();
        message.Headers.TryAddWithoutValidation("inin-ratelimit-allowed", allowed);
        message.Headers.TryAddWithoutValidation("inin-ratelimit-count", count);
        message.Headers.TryAddWithoutValidation("inin-ratelimit-reset", reset);
        return RateLimit.Read(message.Headers);
    }
}
