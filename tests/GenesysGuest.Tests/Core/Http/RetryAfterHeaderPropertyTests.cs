using System.Globalization;
using CsCheck;
using GenesysGuest.Http;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>Whatever the header says: a time that can be waited for, or nothing.</summary>
public sealed class RetryAfterHeaderPropertyTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    private static readonly Gen<DateTimeOffset> Moment = Gen.DateTime[new DateTime(1, 1, 3), new DateTime(9999, 12, 30)].Select(date => WholeSeconds(date));

    private static readonly Gen<string> Valid = Gen.OneOf(
        Gen.Int[0, 1_000_000].Select(seconds => seconds.ToString(CultureInfo.InvariantCulture)),
        Gen.Double[0, 1e6].Select(seconds => seconds.ToString("F3", CultureInfo.InvariantCulture)),
        Moment.Select(date => date.ToString("r", CultureInfo.InvariantCulture)),
        Moment.Select(date => date.ToString("o", CultureInfo.InvariantCulture)));

    [Fact]
    public void Any_text_says_the_same_everywhere_and_never_more_than_a_year_or_less_than_nothing() => Gen.Select(
        Gen.OneOf(Valid, Outside.Mutated(Valid), Outside.Text, Gen.Select(Gen.Char['0', '9'], Gen.Int[1, 500], (digit, times) => new string(digit, times))), Moment, Outside.Culture).Sample(
        (text, now, culture) =>
        {
            TimeSpan? wait = Outside.In(culture, () => RetryAfterHeader.Parse(text, now));

            Assert.Equal(wait, RetryAfterHeader.Parse(text, now));
            Assert.InRange(wait ?? TimeSpan.Zero, TimeSpan.Zero, Longest);
        },
        iter: 10_000);

    [Fact]
    public void Seconds_are_waited_for_to_the_millisecond() => Gen.Select(Gen.Long[0, 31_000_000_000], Outside.JsonSpace).Sample(
        (milliseconds, space) =>
        {
            TimeSpan? wait = RetryAfterHeader.Parse($"{space}{(milliseconds / 1000m).ToString(CultureInfo.InvariantCulture)}{space}", DateTimeOffset.UnixEpoch);

            Assert.Equal(milliseconds, Math.Round(wait!.Value.TotalMilliseconds));
        },
        iter: 2000);

    [Fact]
    public void A_date_is_measured_in_each_of_its_three_forms() => Gen.Select(
        Gen.DateTime[new DateTime(1950, 1, 2), new DateTime(2049, 12, 30)].Select(date => WholeSeconds(date)), Gen.Int[-100, 100_000_000]).Sample(
        (date, seconds) =>
        {
            DateTimeOffset now = date.AddSeconds(-seconds);
            TimeSpan expected = TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));
            foreach (string form in (string[])["ddd, dd MMM yyyy HH:mm:ss 'GMT'", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"])
            {
                string text = date.ToString(form, CultureInfo.InvariantCulture);
                Assert.True(RetryAfterHeader.Parse(text, now) == expected, text);
            }
        },
        iter: 2000);

    private static DateTimeOffset WholeSeconds(DateTime date) => new(date.Ticks - (date.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
