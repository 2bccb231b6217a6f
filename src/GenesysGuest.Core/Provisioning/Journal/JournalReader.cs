namespace GenesysGuest.Provisioning.Journal;

/// <summary>Reads the lines of a journal in pieces: it may be larger than memory.</summary>
internal static class JournalReader
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Finds the end of what was written: a power failure may leave zeros behind it.</summary>
    /// <param name="stream">The journal; it is left at its beginning.</param>
    /// <returns>How long it is without the zeros at its end.</returns>
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

    /// <summary>Reads from where the stream stands.</summary>
    /// <param name="stream">The journal.</param>
    /// <param name="end">Where to end.</param>
    /// <returns>
    /// Each line without its line feed, good until the next is asked for; where it begins; and whether it is whole. Only the last may not be: it has no line feed.
    /// </returns>
    public static IEnumerable<(ReadOnlyMemory<byte> Line, long Offset, bool Whole)> Read(FileStream stream, long end = long.MaxValue)
    {
        byte[] buffer = new byte[BufferSize];
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
