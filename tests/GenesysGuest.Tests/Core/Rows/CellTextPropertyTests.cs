using System.Globalization;
using CsCheck;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Rows;

/// <summary>Whatever value a cell has, its text says it, and says it everywhere in the same way.</summary>
public sealed class CellTextPropertyTests
{
    [Fact]
    public void Whole_numbers_are_read_back() => Gen.Select(Gen.Long, Outside.Culture).Sample(
        (number, culture) => Assert.Equal(number, long.Parse(Text(number, culture), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)));

    [Fact]
    public void Decimal_numbers_are_read_back() => Gen.Select(Gen.Decimal, Outside.Culture).Sample(
        (number, culture) => Assert.Equal(number, decimal.Parse(Text(number, culture), NumberStyles.Number, CultureInfo.InvariantCulture)));

    [Fact]
    public void Floating_point_numbers_are_read_back_to_the_last_bit() => Gen.Select(
        Gen.OneOf(Gen.Double, Gen.Double.Special).Where(number => !double.IsNaN(number)), Gen.OneOf(Gen.Float, Gen.Float.Special).Where(number => !float.IsNaN(number)), Outside.Culture).Sample(
        (number, single, culture) =>
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(number), BitConverter.DoubleToInt64Bits(double.Parse(Text(number, culture), CultureInfo.InvariantCulture)));
            Assert.Equal(BitConverter.SingleToInt32Bits(single), BitConverter.SingleToInt32Bits(float.Parse(Text(single, culture), CultureInfo.InvariantCulture)));
        });

    [Fact]
    public void Points_in_time_are_read_back() => Gen.Select(Gen.DateTimeOffset, Outside.Culture).Sample(
        (date, culture) =>
        {
            DateTimeOffset read = DateTimeOffset.Parse(Text(date, culture), CultureInfo.InvariantCulture);

            Assert.Equal(date, read);
            Assert.Equal(date.Offset, read.Offset);
        });

    [Fact]
    public void Dates_and_times_are_read_back_with_what_they_say_of_their_zone() => Gen.Select(Gen.DateTime, Gen.Enum<DateTimeKind>(), Outside.Culture).Sample(
        (date, kind, culture) =>
        {
            DateTime read = DateTime.Parse(Text(DateTime.SpecifyKind(date, kind), culture), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

            Assert.Equal(date, read);
            Assert.Equal(kind, read.Kind);
        });

    [Fact]
    public void Days_times_of_day_and_spans_are_read_back() => Gen.Select(Gen.DateOnly, Gen.TimeOnly, Gen.TimeSpan, Outside.Culture).Sample(
        (day, time, span, culture) =>
        {
            Assert.Equal(day, DateOnly.ParseExact(Text(day, culture), "O", CultureInfo.InvariantCulture));
            Assert.Equal(time, TimeOnly.Parse(Text(time, culture), CultureInfo.InvariantCulture));
            Assert.Equal(span, TimeSpan.ParseExact(Text(span, culture), "c", CultureInfo.InvariantCulture));
        });

    [Fact]
    public void Text_and_addresses_stay_as_they_were_written() => Gen.Select(Outside.Text, Gen.Char, Outside.Culture).Sample(
        (text, c, culture) =>
        {
            Assert.Equal(text, Text(text, culture));
            Assert.Equal(c.ToString(), Text(c, culture));
            if (Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? address))
            {
                Assert.Equal(text, Text(address, culture));
            }
        });

    private static string Text(object value, CultureInfo culture)
    {
        string? text = Outside.In(culture, () => CellText.From(value));

        Assert.NotNull(text);
        return text;
    }
}
