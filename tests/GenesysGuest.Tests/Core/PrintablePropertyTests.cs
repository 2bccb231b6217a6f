using System.Text;
using CsCheck;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core;

/// <summary>Whatever text comes from outside, what is shown of it steers nothing.</summary>
public sealed class PrintablePropertyTests
{
    [Fact]
    public void A_line_is_short_whole_and_steers_nothing_and_is_its_own_line() => Outside.LongText.Sample(
        text =>
        {
            string shown = Printable.Text(text);

            Secrecy.AssertPrintable(shown);
            Assert.InRange(shown.Length, 0, 301);
            Assert.Equal(shown.Trim(), shown);
            Assert.Equal(shown, Printable.Text(shown));
        },
        iter: 5000);

    [Fact]
    public void Lines_keep_their_number_and_each_character_its_place() => Outside.LongText.Sample(
        text =>
        {
            string shown = Printable.Lines(text);

            Secrecy.AssertPrintable(shown.Replace("\n", "", StringComparison.Ordinal));
            Assert.Equal(text.Count(c => c == '\n'), shown.Count(c => c == '\n'));
            Assert.Equal(text.EnumerateRunes().Count(), shown.EnumerateRunes().Count());
            Assert.Equal(shown, Printable.Lines(shown));
        },
        iter: 5000);

    [Fact]
    public void Plain_text_stays_as_it_is_but_for_the_blanks_around_it() => Outside.Plain.Sample(
        text =>
        {
            Assert.Equal(text.Trim(), Printable.Text(text));
            Assert.Equal(text, Printable.Lines(text));
        },
        iter: 1000);

    [Fact]
    public void Letters_of_any_script_stay_as_they_are() => Gen.Int[0, 0x10FFFF].Where(Rune.IsValid).Select(value => new Rune(value)).Where(Rune.IsLetter).Sample(
        letter => Assert.Equal($"<{letter}>", Printable.Text($"<{letter}>")), iter: 1000);
}
