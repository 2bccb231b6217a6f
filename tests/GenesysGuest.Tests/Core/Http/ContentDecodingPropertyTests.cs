using System.IO.Compression;
using System.Text;
using CsCheck;
using GenesysGuest.Http;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>Whatever is said of a body's coding: the body, or as much of it as there is, within the bound of all bodies.</summary>
public sealed class ContentDecodingPropertyTests
{
    private static readonly Gen<byte[]> Body = Gen.Select(Outside.Bytes, Gen.Int[1, 500], (bytes, times) => (byte[])[(byte)'{', .. Enumerable.Repeat(bytes, times).SelectMany(part => part)]);

    // Deflate without its wrapping can be told from JSON only if it holds what begins like JSON.
    private static readonly Gen<string[]> Codings = Gen.Select(
        Gen.OneOf("gzip", "X-GZip", "deflate", "raw deflate", "br"), Gen.OneOf("gzip", "X-GZip", "deflate", "br").Array[0, 2], (first, more) => (string[])[first, .. more]);

    private static readonly Gen<CompressionLevel> Level = Gen.OneOf(CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.Optimal);

    [Fact]
    public void A_body_is_the_same_after_any_codings() => Gen.Select(Body, Codings, Level).Sample(
        (body, codings, level) =>
        {
            (ReadOnlyMemory<byte> decoded, BodyCompleteness completeness) = ContentDecoding.Decode(Encode(body, codings, level), BodyCompleteness.Whole, Names(codings));

            Assert.Equal((Convert.ToHexString(body), BodyCompleteness.Whole), (Convert.ToHexString(decoded.Span), completeness));
        },
        iter: 1000);

    [Fact]
    public void Of_a_body_that_was_cut_what_comes_out_is_its_beginning() => Gen.Select(Body, Gen.OneOf("gzip", "deflate", "br"), Level, Gen.Double.Unit).Sample(
        (body, coding, level, part) =>
        {
            byte[] encoded = Encode(body, [coding], level);

            (ReadOnlyMemory<byte> decoded, BodyCompleteness completeness) =
                ContentDecoding.Decode(encoded.AsMemory(0, (int)(part * encoded.Length)), BodyCompleteness.Truncated, [coding]);

            Assert.Equal(BodyCompleteness.Truncated, completeness);
            if (part * encoded.Length >= 3) // less does not show what it is
            {
                Assert.StartsWith(Convert.ToHexString(decoded.Span), Convert.ToHexString(body), StringComparison.Ordinal);
            }
        },
        iter: 1000);

    [Fact]
    public void A_body_of_JSON_that_was_not_encoded_stays_as_it_came_whatever_is_said_of_it() => Gen.Select(
        Outside.JsonObject(("\"id\"", "\"g-1\""), ("\"token\"", "\"t0ken\"")), Gen.OneOf("gzip", "x-gzip", "deflate", "br", "identity", "zstd", "").Array[1, 4]).Sample(
        (body, codings) =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(body);

            (ReadOnlyMemory<byte> decoded, BodyCompleteness completeness) = ContentDecoding.Decode(bytes, BodyCompleteness.Whole, codings);

            Assert.Equal((body, BodyCompleteness.Whole), (Encoding.UTF8.GetString(decoded.Span), completeness));
        },
        iter: 1000);

    [Fact]
    public void Any_bytes_come_out_within_the_bound() => Gen.Select(
        Gen.Select(Gen.OneOf(Body, Gen.Int[1, 5_000_000].Select(length => new byte[length])), Codings, Level, (body, codings, level) => (Bytes: Encode(body, codings, level), codings))
            .SelectMany((bytes, codings) => Gen.OneOf(Gen.Const(bytes), Outside.Mutated(Gen.Const(bytes))).Select(changed => (changed, codings))),
        Outside.Text.Array[0, 2]).Sample(
        (encoded, others) =>
        {
            string[] codings = [.. Names(encoded.codings), .. others];

            (ReadOnlyMemory<byte> decoded, BodyCompleteness completeness) = ContentDecoding.Decode(encoded.changed, BodyCompleteness.Whole, codings);

            Assert.InRange(decoded.Length, 0, Math.Max(encoded.changed.Length, 2 * Response.MaxBodyLength));
            Assert.True(decoded.Length <= Response.MaxBodyLength || completeness != BodyCompleteness.Whole || decoded.Equals(encoded.changed));
        },
        iter: 300);

    private static string[] Names(string[] codings) => [.. codings.Select(coding => coding.Replace("raw ", "", StringComparison.Ordinal))];

    private static byte[] Encode(byte[] body, string[] codings, CompressionLevel level)
    {
        foreach (string coding in codings)
        {
            using MemoryStream encoded = new();
            using (Stream encoder = coding switch
            {
                "deflate" => new ZLibStream(encoded, level),
                "raw deflate" => new DeflateStream(encoded, level),
                "br" => new BrotliStream(encoded, level),
                _ => new GZipStream(encoded, level),
            })
            {
                encoder.Write(body);
            }

            body = encoded.ToArray();
        }

        return body;
    }
}
