using System.Globalization;
using GenesysGuest.Http;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>The Retry-After header: seconds, at Genesys possibly decimal, or an HTTP date (RFC 9110 §10.2.3).</summary>
public sealed class RetryAfterHeaderTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("30", 30)]
    [InlineData(" 30 ", 30)]
    [InlineData("1.5", 1.5)]
    [InlineData("0.001", 0.001)]
    [InlineData("86400", 86400)]
    public void Seconds_are_read(string value, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfterHeader.Parse(value, Noon));

    [Theory]
    [InlineData("Wed, 02 Jan 2030 12:00:45 GMT")]
    [InlineData("Wednesday, 02-Jan-30 12:00:45 GMT")]
    [InlineData("Wed Jan  2 12:00:45 2030")]
    [InlineData("2030-01-02T12:00:45Z")]
    public void A_date_is_read(string value) => Assert.Equal(TimeSpan.FromSeconds(45), RetryAfterHeader.Parse(value, Noon));

    [Fact]
    public void A_date_in_the_past_is_no_wait() => Assert.Equal(TimeSpan.Zero, RetryAfterHeader.Parse("Wed, 02 Jan 2030 11:00:00 GMT", Noon));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    [InlineData("1 2")]
    [InlineData("soon")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("Wed, 32 Jan 2030 12:00:45 GMT")]
    [InlineData("12:30")]
    public void What_says_nothing_usable_is_as_good_as_absent(string? value) => Assert.Null(RetryAfterHeader.Parse(value, Noon));

    [Fact]
    public void Any_number_of_seconds_is_a_wait() =>
        Assert.InRange(RetryAfterHeader.Parse(new string('9', 400), Noon)!.Value, TimeSpan.FromDays(365), TimeSpan.FromDays(367));

    [Theory]
    [InlineData("31622399", 31_622_399)]
    [InlineData("31622400", 31_622_400)]
    [InlineData("31622401", 31_622_400)]
    [InlineData("Fri, 03 Jan 2031 11:59:59 GMT", 31_622_399)]
    [InlineData("Fri, 03 Jan 2031 12:00:01 GMT", 31_622_400)]
    [InlineData("Wed, 02 Jan 2030 12:00:00 GMT", 0)]
    [InlineData("Wed, 02 Jan 2030 12:00:01 GMT", 1)]
    public void No_wait_is_longer_than_366_days(string value, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfterHeader.Parse(value, Noon));

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    [InlineData("th-TH")]
    public void The_culture_changes_nothing(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.Equal(
                [TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(45)],
                new[] { RetryAfterHeader.Parse("1.5", Noon)!.Value, RetryAfterHeader.Parse("Wed, 02 Jan 2030 12:00:45 GMT", Noon)!.Value });
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
