namespace GenesysGuest.Provisioning.Journal;

/// <summary>Reads the lines of a journal in chunks, because it may be larger than memory.</summary>
internal static class JournalReader
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Finds the end of the written content. A power failure may leave zero bytes after it.</summary>
    /// <param name="stream">The journal. The position is reset to the beginning.</param>
    /// <returns>The length without the zero bytes at the end.</returns>
    public static long EndOfContent(FileStream stream)
    {
        byte[] buffer = new byte[BufferSize];
        long end = stream.Length;
        while (end > 0)
        {
            int length = (int)Math.Min(buffer.Length, end);
            stream.Position = end - length;
            int filled = 0;
            while (filled < length && stream.Read(buffer, filled, length - filled) is > 0 and int read)
            {
                filled += read;
            }

            int last = Array.FindLastIndex(buffer, length - 1, length, static b => b != 0);
            end -= length - 1 - last;
            if (last >= 0)
            {
                break;
            }
        }

        stream.Position = 0;
        return end;
    }

    /// <summary>Reads from the current position of the stream.</summary>
    /// <param name="stream">The journal.</param>
    /// <param name="end">The offset to stop at.</param>
    /// <param name="bufferSize">The initial size of the buffer, which grows for a longer line.</param>
    /// <returns>
    /// Each line without its line feed, valid until the next line is read; its offset; and whether it is complete. Only the last line can be incomplete: it has no line feed.
    /// </returns>
    public static IEnumerable<(ReadOnlyMemory<byte> Line, long Offset, bool Whole)> Read(FileStream stream, long end = long.MaxValue, int bufferSize = BufferSize)
    {
        byte[] buffer = new byte[bufferSize];
        long offset = stream.Position;
        int length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
            }

            int read = stream.Read(buffer, length, (int)Math.Min(buffer.Length - length, end - offset - length));
            if (read == 0)
            {
                break;
            }

            int start = 0;
            int searched = length;
            length += read;
            while (Array.IndexOf(buffer, (byte)'\n', searched, length - searched) is >= 0 and int feed)
            {
                yield return (buffer.AsMemory(start, feed - start), offset + start, true);
                start = feed + 1;
                searched = start;
            }

            Buffer.BlockCopy(buffer, start, buffer, 0, length - start);
            length -= start;
            offset += start;
        }

        if (length > 0)
        {
            yield return (buffer.AsMemory(0, length), offset, false);
        }
    }
}
