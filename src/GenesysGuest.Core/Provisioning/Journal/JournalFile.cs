namespace GenesysGuest.Provisioning.Journal;

/// <summary>The file of a journal: opened by one run at a time, appended to in groups that are flushed to disk together.</summary>
/// <remarks>Made readable by its owner alone, because it holds tokens.</remarks>
internal sealed class JournalFile : IDisposable
{
    private readonly object _gate = new();
    private readonly FileStream _stream;
    private readonly string _path;
    private readonly IProvisioningTarget _target;
    private readonly JournalPlace _place;
    private readonly MemoryStream _lines = new(); // of the group that is being written
    private List<Append> _pending = [];
    private bool _isFlushing;
    private long _length;
    private GenesysException? _broken;

    private JournalFile(FileStream stream, string path, IProvisioningTarget target)
    {
        _stream = stream;
        _path = path;
        _target = target;
        _place = new JournalPlace(Path.GetFullPath(path)); // whoever runs this may go to another folder
        Damage = new JournalDamage(path);
    }

    /// <summary>What was lost of the journal before it was opened.</summary>
    public JournalDamage Damage { get; }

    /// <summary>Opens or creates a journal, and repairs its end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="target">What the rows of this journal become.</param>
    /// <param name="owner">Whose they are.</param>
    /// <param name="time">The clock.</param>
    /// <param name="each">Told of each line and where it begins; of a row in a line that cannot be read, without a place.</param>
    /// <param name="cancellationToken">Ends the waiting for another process to close the file.</param>
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
    /// <param name="identity">Which row it is about.</param>
    /// <returns>The line.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>: it is not there any more.</exception>
    public JournalEntry ReadAt(long offset, RowIdentity identity)
    {
        Exception? inner = null;
        try
        {
            lock (_stream)
            {
                _stream.Position = offset;
                foreach ((ReadOnlyMemory<byte> line, _, bool whole) in JournalReader.Read(_stream))
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
                Damage.IsTorn = true; // the run that wrote it ended in the middle
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

        // Not before it is known to be a journal: another file stays as it is.
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
            throw Unusable(_path, "does not keep what is written to it", "Give the path of a file.", inner: null);
        }
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
                GenesysException broken = exception as GenesysException ?? Unusable(_path, "cannot be written", "Make room on the disk, then run again with the same journal.", exception);
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
        // The lock does not hold on every file system, nor against those who do not ask for it.
        if (_stream.Length != _length || !_place.LeadsTo(_stream))
        {
            throw Unusable(
                _path, "was changed, replaced or deleted while it was in use",
                "Keep what came out of this run: the file may not hold it. Leave the file alone during a run, and give each run a journal of its own.", inner: null);
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
