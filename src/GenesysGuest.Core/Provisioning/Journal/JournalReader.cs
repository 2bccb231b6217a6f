namespace GenesysGuest.Provisioning.Journal;

/// <summary>Reads the lines of a journal in pieces: it may be larger than memory.</summary>
internal static class JournalReader
{
    /// <summary>Reads from where the stream stands.</summary>
    /// <param name="stream">The journal.</param>
    /// <returns>
    /// Each line without its line feed, good until the next is asked for; where it begins; and whether it is whole. Only the last may not be: it has no line feed.
    /// </returns>
    public static IEnumerable<(ReadOnlyMemory<byte> Line, long Offset, bool Whole)> Read(FileStream stream)
    {
        byte[] buffer = new byte[64 * 1024];
        long offset = stream.Position;
        int length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
            }

            int read = stream.Read(buffer, length, buffer.Length - length);
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
