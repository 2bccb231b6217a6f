namespace GenesysGuest.Provisioning.Journal;

/// <summary>The file of a journal. One run opens it at a time. Lines are appended in groups that are flushed to disk together.</summary>
/// <remarks>Only its owner can read the file, because it contains tokens.</remarks>
internal sealed class JournalFile : IDisposable
{
    private const int UsualLine = 2 * 1024;

    private readonly object _gate = new();
    private readonly FileStream _stream;
    private readonly string _path;
    private readonly IProvisioningTarget _target;
    private readonly JournalPlace _place;
    private readonly MemoryStream _lines = new(); // the lines of the group that is being written
    private List<Append> _pending = [];
    private bool _isFlushing;
    private long _length;
    private GenesysException? _broken;

    private JournalFile(FileStream stream, string path, IProvisioningTarget target)
    {
        _stream = stream;
        _path = path;
        _target = target;
        _place = new JournalPlace(Path.GetFullPath(path)); // the current directory of the process may change
        Damage = new JournalDamage(path);
    }

    /// <summary>The damage that was found when the journal was opened.</summary>
    public JournalDamage Damage { get; }

    /// <summary>Opens or creates a journal, and repairs its end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="target">The target of the rows.</param>
    /// <param name="owner">The owner of the rows.</param>
    /// <param name="time">The clock.</param>
    /// <param name="each">Receives each entry with its offset, and each row of an unreadable line with a null offset.</param>
    /// <param name="cancellationToken">Cancels the wait for another process to close the file.</param>
    /// <returns>The file.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public static async Task<JournalFile> OpenAsync(
        string path, IProvisioningTarget target, JournalOwner owner, TimeProvider time, Action<JournalEntry, long?> each, CancellationToken cancellationToken)
    {
        JournalFile file = new(await new JournalOpening(path, time).OpenAsync(cancellationToken).ConfigureAwait(false), path, target);
        try
        {
            file.ReadAll(new JournalHeader(path, target.Kind, owner), each);
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            file.Dispose();
            throw Unusable(path, "cannot be read, written, or restricted to its owner", "Specify the path of a file that you own, and check the disk.", exception);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Appends a line.</summary>
    /// <param name="line">The line, including the line feed.</param>
    /// <returns>The offset of the line, after it was flushed to disk.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>: the line could not be written.</exception>
    public Task<long> AppendAsync(byte[] line)
    {
        Append append = new(line);
        lock (_gate)
        {
            if (_broken is not null)
            {
                append.Done.SetException(_broken);
                return append.Done.Task;
            }

            _pending.Add(append);
            if (!_isFlushing)
            {
                _isFlushing = true;
                _ = Task.Run(Flush);
            }
        }

        return append.Done.Task;
    }

    /// <summary>Reads a line again.</summary>
    /// <param name="offset">The offset of the line.</param>
    /// <param name="identity">The identity of the row.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>: the line no longer exists.</exception>
    public JournalEntry ReadAt(long offset, RowIdentity identity)
    {
        Exception? inner = null;
        try
        {
            lock (_stream)
            {
                _stream.Position = offset;
                foreach ((ReadOnlyMemory<byte> line, _, bool whole) in JournalReader.Read(_stream, bufferSize: UsualLine))
                {
                    if (whole && JournalEntry.Read(_target, line) is { } read && read.Identity == identity)
                    {
                        return read;
                    }

                    break;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            inner = exception;
        }

        throw Unusable(
            _path, FormattableString.Invariant($"was changed while it was in use, at byte {offset}"), "Do not change the file during a run.", inner);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _broken ??= Unusable(_path, "is closed", "", inner: null);
        }

        Flush(); // appended lines are written first
        lock (_stream)
        {
            _stream.Dispose();
        }
    }

    private void ReadAll(JournalHeader header, Action<JournalEntry, long?> each)
    {
        header.CheckStart(_stream);
        long content = JournalReader.EndOfContent(_stream);
        Damage.Zeros = _stream.Length - content;
        long number = 0;
        bool lacksFeed = false;
        foreach ((ReadOnlyMemory<byte> line, long offset, bool whole) in JournalReader.Read(_stream, content))
        {
            if (!whole && !JournalHeader.IsComplete(line))
            {
                Damage.IsTorn = true; // the run that wrote it ended in the middle of the line
                break;
            }

            number++;
            if (number == 1)
            {
                header.Check(line);
            }
            else
            {
                Read(line, offset, number, each);
            }

            lacksFeed = !whole;
            _length = offset + line.Length + (whole ? 1 : 0);
        }

        _stream.SetLength(_length);
        if (number == 0)
        {
            Put(header.ToBytes());
            _place.Flush();
        }
        else if (lacksFeed)
        {
            Put([(byte)'\n']);
        }

        // Only now, because the file is known to be a journal. Other files are left unchanged.
#if !NETSTANDARD2_0
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_stream.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
#endif
    }

    private void Read(ReadOnlyMemory<byte> line, long offset, long number, Action<JournalEntry, long?> each)
    {
        if (JournalEntry.Read(_target, line) is { } entry)
        {
            each(entry, offset);
            return;
        }

        IReadOnlyList<RowIdentity> rows = JournalEntry.IdentitiesIn(line.Span);
        Damage.Add(number, isNameless: rows.Count == 0);
        foreach (RowIdentity row in rows)
        {
            each(new JournalEntry(JournalState.Unknown, row, Row: 0), null);
        }
    }

    private void Put(byte[] bytes)
    {
        _stream.Position = _length;
        _stream.Write(bytes, 0, bytes.Length);
        _stream.Flush(flushToDisk: true);
        _length += bytes.Length;
        if (_stream.Length != _length)
        {
            throw Unusable(_path, "does not store the data written to it", "Specify the path of a file.", inner: null);
        }
    }

    private void Flush()
    {
        while (FlushGroup())
        {
        }
    }

    // Lines are taken and written under one lock, so that any thread writes them in the order in which they were appended.
    private bool FlushGroup()
    {
        lock (_stream)
        {
            List<Append> group;
            lock (_gate)
            {
                if (_pending.Count == 0)
                {
                    _isFlushing = false;
                    return false;
                }

                group = _pending;
                _pending = [];
            }

            try
            {
                Write(group);
            }
            catch (Exception exception) // every exception, because all callers wait for the result (a file that cannot grow throws ArgumentOutOfRangeException)
            {
                GenesysException broken = exception as GenesysException ?? Unusable(_path, "cannot be written", "Free up disk space, and then run again with the same journal.", exception);
                lock (_gate)
                {
                    _broken ??= broken;
                    group.AddRange(_pending);
                    _pending = [];
                }

                group.ForEach(append => append.Done.TrySetException(broken));
                return false;
            }

            group.ForEach(append => append.Done.TrySetResult(append.Offset));
            return true;
        }
    }

    private void Write(List<Append> group)
    {
        // Some file systems have no locks, and programs that do not request a lock ignore it.
        if (_stream.Length != _length || !_place.LeadsTo(_stream))
        {
            throw Unusable(
                _path, "was changed, replaced or deleted while it was in use",
                "Keep the output of this run, because the journal may not contain it. Do not change the file during a run, and use a separate journal for each run.", inner: null);
        }

        _lines.SetLength(0);
        foreach (Append append in group)
        {
            append.Offset = _length + _lines.Length;
            _lines.Write(append.Line, 0, append.Line.Length);
        }

        _stream.Position = _length;
        _stream.Write(_lines.GetBuffer(), 0, (int)_lines.Length);
        _stream.Flush(flushToDisk: true);
        _length += _lines.Length;
    }

    /// <summary>Creates the error for a journal.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="fault">The fault, to follow the file name.</param>
    /// <param name="remedy">The remedy.</param>
    /// <param name="inner">The exception that caused it, or null if there is none.</param>
    /// <returns><see cref="ErrorId.JournalUnusable"/>.</returns>
    internal static GenesysException Unusable(string path, string fault, string remedy, Exception? inner) =>
        new(ErrorId.JournalUnusable, $"The journal '{path}' {fault}.", remedy, inner);

    private sealed class Append(byte[] line)
    {
        public byte[] Line => line;

        public long Offset { get; set; }

        public TaskCompletionSource<long> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
