using System.Globalization;
using System.Text;
using GenesysGuest.SignIn;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

/// <summary>The percent-encoding of a callback's query (RFC 3986 §2.1), which hides UTF-8 and nothing else.</summary>
public sealed class CallbackPercentDecodingTests
{
    private const string HexDigits = "0123456789abcdefABCDEF";

    /// <summary>Every character of one byte and of two, and of the longer ones as many as it takes to see every byte that UTF-8 has.</summary>
    private static readonly Rune[] Characters =
    [
        .. Enumerable.Range(0, 0x800)
            .Concat(Steps(0x800, 0x10000, 0x40))
            .Concat(Steps(0x10000, 0x110000, 0x1000))
            .Where(Rune.IsValid)
            .Select(value => new Rune(value)),
    ];

    [Theory]
    [InlineData("X2")]
    [InlineData("x2")]
    public void Every_byte_of_a_character_is_decoded_in_either_case(string format) => Assert.All(Characters, character =>
        Assert.Equal(character.ToString(), Decode(Encode(Utf8(character), format))));

    [Fact]
    public void The_two_digits_of_a_byte_may_differ_in_case() => Assert.All(["%c3%bC", "%C3%Bc", "%cE%aB", "%Ce%Ab"], text =>
        Assert.Equal(Uri.UnescapeDataString(text), Decode(text)));

    [Fact]
    public void Only_bytes_that_UTF8_does_not_have_are_left_out_above()
    {
        IEnumerable<int> seen = Characters.SelectMany(Utf8).Select(value => (int)value).Distinct();

        Assert.Equal([0xC0, 0xC1, .. Enumerable.Range(0xF5, 0x100 - 0xF5)], Enumerable.Range(0, 0x100).Except(seen));
    }

    [Theory]
    [InlineData("X2")]
    [InlineData("x2")]
    public void A_byte_beyond_ASCII_on_its_own_is_refused(string format) => Assert.All(Enumerable.Range(0x80, 0x80), value =>
        AssertRefused(Encode([(byte)value], format)));

    [Theory]
    [InlineData("%c0%80")]
    [InlineData("%c1%bf")]
    [InlineData("%e0%80%80")]
    [InlineData("%e0%9f%bf")]
    [InlineData("%f0%80%80%80")]
    [InlineData("%f4%90%80%80")]
    [InlineData("%f5%80%80%80")]
    [InlineData("%ff%ff")]
    [InlineData("%ed%a0%80")]
    [InlineData("%ed%bf%bf")]
    [InlineData("%c3a")]
    [InlineData("%e2%82")]
    public void Bytes_that_are_no_UTF8_are_refused(string text) => AssertRefused(text);

    [Fact]
    public void What_is_no_hexadecimal_digit_is_refused_in_either_place() => Assert.All(
        Enumerable.Range(0x21, 0x7F - 0x21).Select(value => (char)value).Except($"{HexDigits}&"), other => Assert.All([$"%{other}1", $"%1{other}"], AssertRefused));

    [Theory]
    [InlineData("%\uff11\uff11")]
    [InlineData("%1\u0661")]
    [InlineData("%\u01341")]
    public void A_digit_of_another_script_is_none(string text) => AssertRefused(text);

    [Theory]
    [InlineData("%")]
    [InlineData("%4")]
    [InlineData("%%")]
    [InlineData("a%")]
    [InlineData("a%4")]
    [InlineData("%41%")]
    [InlineData("%41%4")]
    public void An_encoding_that_is_cut_off_is_refused(string text) => AssertRefused(text);

    [Theory]
    [InlineData("%")]
    [InlineData("%7")]
    [InlineData("%zz")]
    [InlineData("%ff")]
    public void A_name_that_cannot_be_decoded_is_nobodys_and_ignored(string name) => Assert.Equal("a", Read($"{name}=x&code=a").Code);

    [Fact]
    public void A_name_is_decoded() => Assert.Equal("a", Read("%63%6F%64%65=a").Code);

    [Fact]
    public void What_is_decoded_separates_no_more() => Assert.Equal("a&state=b", Decode("a%26state%3Db"));

    [Fact]
    public void What_is_decoded_is_not_decoded_again() => Assert.Equal("%41", Decode("%2541"));

    [Fact]
    public void Characters_that_are_not_encoded_stand_for_themselves() => Assert.All(
        Enumerable.Range(0x21, 0x7F - 0x21).Select(value => (char)value).Except("%&+"), other => Assert.Equal($"a{other}b", Decode($"a{other}b")));

    [Fact]
    public void A_plus_is_a_space_and_an_encoded_plus_is_a_plus() => Assert.Equal(" + ", Decode("+%2B+"));

    [Fact]
    public void Characters_that_must_be_encoded_are_refused_as_they_are() => Assert.All(
        Enumerable.Range(0, 0x21).Concat(Enumerable.Range(0x7F, 0x481)).Select(value => (char)value), other => AssertRefused($"a{other}b"));

    [Fact]
    public void Bytes_of_UTF8_that_are_not_encoded_are_refused() => AssertRefused("\u00c3\u00a9");

    private static IEnumerable<int> Steps(int first, int end, int step)
    {
        for (int value = first; value < end; value += step)
        {
            yield return value;
        }
    }

    private static byte[] Utf8(Rune character) => Encoding.UTF8.GetBytes(character.ToString());

    private static string Encode(IEnumerable<byte> bytes, string format) =>
        string.Concat(bytes.Select(value => $"%{value.ToString(format, CultureInfo.InvariantCulture)}"));

    private static string? Decode(string text) => Read($"code={text}").Code;

    private static void AssertRefused(string text) =>
        Assert.Matches("^contains (white space|malformed percent-encoding) in the parameter 'code'$", CallbackQuery.Read($"code={text}").Fault);

    private static CallbackQuery Read(string query)
    {
        CallbackQuery result = CallbackQuery.Read(query);
        Assert.True(result.Fault is null, $"'{query}' {result.Fault}.");
        return result;
    }
}
