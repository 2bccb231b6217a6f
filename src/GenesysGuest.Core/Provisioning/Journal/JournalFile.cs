namespace GenesysGuest.Provisioning.Journal;

/// <summary>The file of a journal: opened by one run at a time, appended to in groups that are flushed to disk together.</summary>
/// <remarks>Made readable by its owner alone, because it holds tokens.</remarks>
internal sealed class JournalFile : IDisposable
{
    private readonly object _gate = new();
    private readonly FileStream _stream;
    private readonly string _path;
    private readonly IProvisioningTarget _target;
    private List<Append> _pending = [];
    private bool _isFlushing;
    private long _length;
    private GenesysException? _broken;

    private JournalFile(FileStream stream, string path, IProvisioningTarget target)
    {
        _stream = stream;
        _path = path;
        _target = target;
    }

    /// <summary>Opens or creates a journal, and repairs a last line that was torn.</summary>
    /// <param name="path">The file.</param>
    /// <param name="target">What the rows of this journal become.</param>
    /// <param name="address">Where.</param>
    /// <param name="each">Told of each line and where it begins.</param>
    /// <returns>The file.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public static JournalFile Open(string path, IProvisioningTarget target, Uri address, Action<JournalEntry, long> each)
    {
        FileStream stream;
        try
        {
            stream = OpenStream(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            bool exists = File.Exists(path);
            throw Unusable(
                path,
                exists ? "cannot be opened: another run or program may have it open" : "cannot be created",
                exists ? "Wait for the other run, or give each run a journal of its own, which is not the file that is imported; check that you may write to it." : "Check the path, and that you may write there.",
                exception);
        }

        JournalFile file = new(stream, path, target);
        try
        {
            file.ReadAll(new JournalHeader(path, target.Kind, address), each);
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            file.Dispose();
            throw Unusable(path, "cannot be read, written and made readable by its owner alone", "Give the path of a file of your own, and check the disk.", exception);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Appends a line.</summary>
    /// <param name="line">With its line feed.</param>
    /// <returns>Where it begins, once it is on disk.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>: it could not be written.</exception>
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
    /// <param name="offset">Where it begins.</param>
    /// <returns>The line.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>: it is not there any more.</exception>
    public JournalEntry ReadAt(long offset)
    {
        Exception? inner = null;
        try
        {
            lock (_stream)
            {
                _stream.Position = offset;
                foreach ((ReadOnlyMemory<byte> line, _, bool whole) in JournalReader.Read(_stream))
                {
                    if (whole && JournalEntry.Read(_target, line) is { } read)
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
            _path, FormattableString.Invariant($"was changed while it was in use, at byte {offset}"), "Leave the file alone during a run.", inner);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _broken ??= Unusable(_path, "is closed", "", inner: null);
        }

        Flush(); // what was appended is written first
        lock (_stream)
        {
            _stream.Dispose();
        }
    }

    private static FileStream OpenStream(string path)
    {
#if NETSTANDARD2_0
        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
#else
        FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#endif
    }

    private void ReadAll(JournalHeader header, Action<JournalEntry, long> each)
    {
        header.CheckStart(_stream);
        long end = 0;
        long number = 0;
        foreach ((ReadOnlyMemory<byte> line, long offset, bool whole) in JournalReader.Read(_stream))
        {
            if (!whole)
            {
                break; // torn: the run that wrote it ended in the middle
            }

            if (number++ == 0)
            {
                header.Check(line);
            }
            else
            {
                each(
                    JournalEntry.Read(_target, line) ?? throw Unusable(
                        _path, FormattableString.Invariant($"is damaged in line {number}"), "Restore the file from a copy, or start a new one and look the guests up first.", inner: null),
                    offset);
            }

            end = offset + line.Length + 1;
        }

        _stream.SetLength(end);
        _length = end;
        if (end == 0)
        {
            byte[] first = header.ToBytes();
            _stream.Write(first, 0, first.Length);
            _stream.Flush(flushToDisk: true);
            _length = first.Length;
            if (_stream.Length != _length)
            {
                throw Unusable(_path, "does not keep what is written to it", "Give the path of a file.", inner: null);
            }
        }

        // Not before it is known to be a journal: another file stays as it is.
#if !NETSTANDARD2_0
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_stream.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
#endif
    }

    private void Flush()
    {
        while (FlushGroup())
        {
        }
    }

    // Taken and written under one lock: lines stand in the order in which they were appended, whichever thread writes them.
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
            catch (Exception exception) // of whatever kind (a file that may not grow is an ArgumentOutOfRangeException): all wait for what comes of this
            {
                GenesysException broken = Unusable(_path, "cannot be written", "Make room on the disk, then run again with the same journal.", exception);
                lock (_gate)
                {
                    _broken ??= broken;
                    group.AddRange(_pending);
                    _pending = [];
                    _isFlushing = false;
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
        using MemoryStream lines = new();
        foreach (Append append in group)
        {
            append.Offset = _length + lines.Length;
            lines.Write(append.Line, 0, append.Line.Length);
        }

        _stream.Position = _length;
        _stream.Write(lines.GetBuffer(), 0, (int)lines.Length);
        _stream.Flush(flushToDisk: true);
        _length += lines.Length;
    }

    /// <summary>The one error of a journal.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">What is wrong with it, to follow its name.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="inner">What told of it; null: nothing did.</param>
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
