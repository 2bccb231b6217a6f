using System.IO.Compression;

namespace GenesysGuest.Http;

/// <summary>Decodes the content codings (RFC 9110 §8.4) of a server or gateway that compresses although it was asked not to.</summary>
internal static class ContentDecoding
{
    private const int MostCodings = 3;

    /// <summary>Decodes a body, within the size limit of all bodies.</summary>
    /// <param name="body">The received body.</param>
    /// <param name="completeness">Whether the body is complete.</param>
    /// <param name="codings">The codings, in the order in which they were applied.</param>
    /// <returns>The body, or the part that can be decoded. The body is unchanged if the coding is unknown, or was declared but not applied.</returns>
    public static (ReadOnlyMemory<byte> Body, BodyCompleteness Completeness) Decode(
        ReadOnlyMemory<byte> body, BodyCompleteness completeness, IReadOnlyList<string> codings)
    {
        for (int i = codings.Count - 1; i >= 0 && codings.Count <= MostCodings; i--)
        {
            if (Decoder(codings[i], body) is not { } decoder)
            {
                break;
            }

            using (decoder)
            {
                (ReadOnlyMemory<byte> decoded, BodyCompleteness end) = Read(decoder);
                if (end == BodyCompleteness.Truncated && completeness == BodyCompleteness.Whole && !IsGzip(body.Span))
                {
                    break; // the body is complete but cannot be decoded to its end, so it was not encoded; only gzip has a signature that shows this earlier
                }

                body = decoded;
                completeness = completeness == BodyCompleteness.Whole ? end : completeness;
            }
        }

        return (body, completeness);
    }

    private static Stream? Decoder(string coding, ReadOnlyMemory<byte> body)
    {
        ReadOnlySpan<byte> start = body.Span;
        if (IsJson(start))
        {
            return null;
        }

        switch (coding.ToUpperInvariant())
        {
            case "GZIP" or "X-GZIP" when IsGzip(start):
                return new GZipStream(new MemoryStream(body.ToArray()), CompressionMode.Decompress);
            case "DEFLATE" when start.Length > 2:
                // The standard requires the zlib format, with a header of two bytes and a trailer of four. Old servers omit both.
                bool isWrapped = (start[0] & 0x0F) == 8 && ((start[0] << 8) + start[1]) % 31 == 0;
                return new DeflateStream(new MemoryStream(body[(isWrapped ? 2 : 0)..].ToArray()), CompressionMode.Decompress);
#if !NETSTANDARD2_0
            case "BR":
                return new BrotliStream(new MemoryStream(body.ToArray()), CompressionMode.Decompress);
#endif
            default:
                return null;
        }
    }

    private static bool IsGzip(ReadOnlySpan<byte> start) => start.Length > 2 && start[0] == 0x1F && start[1] == 0x8B;

    // Encoded data does not begin like a JSON object.
    private static bool IsJson(ReadOnlySpan<byte> body) => WithoutSpace(body) is [(byte)'{', .. ReadOnlySpan<byte> rest] && WithoutSpace(rest) is [(byte)'"' or (byte)'}', ..];

    private static ReadOnlySpan<byte> WithoutSpace(ReadOnlySpan<byte> body)
    {
        int start = 0;
        while (start < body.Length && body[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            start++;
        }

        return body[start..];
    }

    private static (ReadOnlyMemory<byte> Body, BodyCompleteness Completeness) Read(Stream decoder)
    {
        byte[] buffer = new byte[4096];
        int length = 0;
        try
        {
            int read;
            while ((read = decoder.Read(buffer, length, buffer.Length - length)) > 0)
            {
                length += read;
                if (length > Response.MaxBodyLength)
                {
                    return (buffer.AsMemory(0, length), BodyCompleteness.TooLong);
                }

                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, length * 2);
                }
            }

            return (buffer.AsMemory(0, length), BodyCompleteness.Whole);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException or IOException)
        {
            return (buffer.AsMemory(0, length), BodyCompleteness.Truncated);
        }
    }
}
