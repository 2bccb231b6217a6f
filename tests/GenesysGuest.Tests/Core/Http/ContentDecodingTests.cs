using System.IO.Compression;
using System.Text;
using GenesysGuest.Http;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>Bodies in a content coding, as they are said to be or not.</summary>
public sealed class ContentDecodingTests
{
    private const string Text = "<html>An answer, an answer, an answer.</html>";

    private static readonly byte[] Broken = [0x78, 0x9C, 0x07, 0xFF]; // a kind of block that there is not

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("GZip", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("deflate", "deflate")]
    [InlineData("Deflate", "raw")]
    [InlineData("br", "br")]
    public void Each_coding_is_undone(string coding, string encoded) => Assert.Equal((Text, "Whole"), Decode(Encode(Text, encoded), coding));

    [Theory]
    [InlineData("compress")]
    [InlineData("identity")]
    public void Another_coding_is_left(string coding) => Assert.Equal((Text, "Whole"), Decode(Encoding.UTF8.GetBytes(Text), coding));

    [Fact]
    public void What_lacks_a_header_is_decoded_though_its_beginning_could_be_one()
    {
        string text = Enumerable.Range(0, 10_000).Select(number => $"{number}").First(text => Encode(text, "raw") is var raw && ((raw[0] << 8) + raw[1]) % 31 == 0);

        Assert.Equal((text, "Whole"), Decode(Encode(text, "raw"), "deflate"));
    }

    [Fact]
    public void Three_codings_are_undone_from_the_last_to_the_first() =>
        Assert.Equal((Text, "Whole"), Decode(Encode(Text, "br", "deflate", "gzip"), "br", "deflate", "gzip"));

    [Fact]
    public void Four_are_not_touched()
    {
        byte[] body = Encode(Text, "gzip", "gzip", "gzip", "gzip");

        Assert.Equal(body, ContentDecoding.Decode(body, BodyCompleteness.Whole, ["gzip", "gzip", "gzip", "gzip"]).Body.ToArray());
    }

    [Theory]
    [InlineData("""{"a":1}""", "br")]
    [InlineData("""{"a":1}""", "deflate")]
    [InlineData("{}", "deflate")]
    [InlineData(" \t\r\n{ \t\r\n\"a\":1}", "deflate")]
    [InlineData("plain", "gzip")]
    [InlineData("", "gzip")]
    [InlineData("ab", "deflate")]
    public void What_was_never_encoded_is_left(string body, string coding) => Assert.Equal((body, "Whole"), Decode(Encoding.UTF8.GetBytes(body), coding));

    [Fact]
    public void What_breaks_off_though_all_of_it_came_was_never_in_this_coding() =>
        Assert.Equal(Broken, ContentDecoding.Decode(Broken, BodyCompleteness.Whole, ["deflate"]).Body.ToArray());

    [Fact]
    public void Of_what_was_cut_off_the_beginning_is_decoded()
    {
        string random = string.Concat(Enumerable.Range(0, 2000).Select(i => (char)('a' + (i * i % 26))));
        byte[] whole = Encode(random, "gzip");

        (ReadOnlyMemory<byte> body, BodyCompleteness end) = ContentDecoding.Decode(whole.AsMemory(0, whole.Length / 2), BodyCompleteness.Truncated, ["gzip"]);

        Assert.Equal(BodyCompleteness.Truncated, end);
        Assert.StartsWith(Encoding.UTF8.GetString(body.Span), random, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_cut_off_and_breaks_off_has_no_beginning() => Assert.Equal(
        (0, BodyCompleteness.Truncated), ContentDecoding.Decode(Broken, BodyCompleteness.Truncated, ["deflate"]) is var decoded ? (decoded.Body.Length, decoded.Completeness) : default);

    [Fact]
    public void Gzip_bears_a_mark_and_is_in_this_coding_though_it_breaks_off()
    {
        byte[] body = Encode(Text, "gzip");
        body[^8] ^= 0xFF; // its checksum

        Assert.Equal(BodyCompleteness.Truncated, ContentDecoding.Decode(body, BodyCompleteness.Whole, ["gzip"]).Completeness);
    }

    [Theory]
    [InlineData(0, "Whole")]
    [InlineData(1, "TooLong")]
    public void A_mebibyte_is_read(int more, string expected) => Assert.Equal(
        expected, $"{ContentDecoding.Decode(Encode(new string('x', Response.MaxBodyLength + more), "gzip"), BodyCompleteness.Whole, ["gzip"]).Completeness}");

    private static (string, string) Decode(byte[] body, params string[] codings)
    {
        (ReadOnlyMemory<byte> decoded, BodyCompleteness completeness) = ContentDecoding.Decode(body, BodyCompleteness.Whole, codings);
        return (Encoding.UTF8.GetString(decoded.Span), $"{completeness}");
    }

    private static byte[] Encode(string text, params string[] codings)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        foreach (string coding in codings)
        {
            using MemoryStream encoded = new();
            using (Stream encoder = coding switch
            {
                "deflate" => new ZLibStream(encoded, CompressionMode.Compress),
                "raw" => new DeflateStream(encoded, CompressionMode.Compress),
                "br" => new BrotliStream(encoded, CompressionMode.Compress),
                _ => new GZipStream(encoded, CompressionMode.Compress),
            })
            {
                encoder.Write(body);
            }

            body = encoded.ToArray();
        }

        return body;
    }
}
