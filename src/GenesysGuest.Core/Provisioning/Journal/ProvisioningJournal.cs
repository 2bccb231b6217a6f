using GenesysGuest.Resilience;

namespace GenesysGuest.Provisioning.Journal;

/// <summary>What earlier runs and this one did with each row, so that nothing is made twice and no token is lost. Thread-safe.</summary>
internal sealed class ProvisioningJournal : IDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<RowIdentity, Known> _known;
    private readonly Dictionary<RowIdentity, RowIdentity> _subjects; // of earlier runs, and what was made for them
    private readonly Dictionary<RowIdentity, InHand> _inHand = [];
    private readonly RowList _withOtherContent = new();
    private readonly JournalFile _file;
    private readonly IProvisioningTarget _target;
    private readonly TimeProvider _time;
    private readonly bool _retryUnknown;
    private readonly Action<Diagnostic>? _log;

    private ProvisioningJournal(
        JournalFile file,
        Dictionary<RowIdentity, Known> known,
        Dictionary<RowIdentity, RowIdentity> subjects,
        IProvisioningTarget target,
        ProvisioningOptions options,
        TimeProvider time)
    {
        _file = file;
        _known = known;
        _subjects = subjects;
        _target = target;
        _time = time;
        _retryUnknown = options.RetryUnknown;
        _log = options.Log;
    }

    /// <summary>Opens a journal and learns what stands in it.</summary>
    /// <param name="path">The file; it is created if it is not there.</param>
    /// <param name="target">What the rows become.</param>
    /// <param name="owner">Whose they are.</param>
    /// <param name="options">Whether rows whose outcome is unknown since an earlier run are sent again, and who is told of duplicates and damage.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the waiting for another process to close the file.</param>
    /// <returns>The journal.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public static async Task<ProvisioningJournal> OpenAsync(
        string path, IProvisioningTarget target, JournalOwner owner, ProvisioningOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        Dictionary<RowIdentity, Known> known = [];
        Dictionary<RowIdentity, RowIdentity> subjects = [];
        JournalFile file = await JournalFile.OpenAsync(path, target, owner, time, Learn, cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (string warning in file.Damage.Warnings(target, known.Values.Count(row => target.Repeatable < Repeatable.Always && row.State == JournalState.Sending)))
            {
                options.Log?.Invoke(new Diagnostic(DiagnosticLevel.Warning, warning));
            }

            return new ProvisioningJournal(file, known, subjects, target, options, time);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        void Learn(JournalEntry entry, long? offset)
        {
            if (entry.Subject is { } subject && !(subjects.TryGetValue(subject, out RowIdentity other) && known[other].State == JournalState.Created))
            {
                subjects[subject] = entry.Identity;
            }

            // A token that was read is not lost to a damaged line about the same row.
            if (offset is not null || !known.TryGetValue(entry.Identity, out Known before) || before.State != JournalState.Created)
            {
                known[entry.Identity] = new(entry.State, offset, FirstRow: null, IsThisRun: false);
            }
        }
    }

    /// <summary>Decides about a row before it is sent.</summary>
    /// <param name="row">The row.</param>
    /// <param name="identity">By what it is recognized.</param>
    /// <param name="verdict">What became of it, if that is known.</param>
    /// <returns>True: send it. False: there is a verdict, or one will come with that of a row in hand.</returns>
    public bool Admit(ProvisioningRow row, RowIdentity identity, out Verdict? verdict)
    {
        verdict = null;
        Known known;
        lock (_gate)
        {
            if (_inHand.TryGetValue(identity, out InHand? same))
            {
                WarnOfDuplicate(row, same.Rows[0].Number);
                same.Rows.Add(row);
                return false;
            }

            bool isKnown = _known.TryGetValue(identity, out known);
            if (!isKnown || IsToBeSent(known))
            {
                _inHand.Add(identity, new InHand(row, wasUnknown: isKnown && IsUnknown(known.State)) { HasOtherContent = !isKnown && StandsThereOtherwise(row) });
                return true;
            }

            if (known.FirstRow is null)
            {
                _known[identity] = known with { FirstRow = row.Number };
            }
        }

        if (known.FirstRow is { } first)
        {
            WarnOfDuplicate(row, first);
        }

        if (known.Offset is not { } offset)
        {
            verdict = new Verdict(Unknown(row.Number, errorId: null, "The line of an earlier run about it is damaged"));
            return false;
        }

        JournalEntry entry = _file.ReadAt(offset, identity);
        verdict = entry.Result is { } result
            ? new Verdict(result) { IsFromJournal = true, MayExistTwice = entry.MayExistTwice }
            : new Verdict(ErrorOf(entry, known.IsThisRun, row.Number, row.Identity is not null)) { IsFromJournal = true };
        return false;
    }

    /// <summary>Says that rows are about to be sent.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>Once that is on disk.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public Task SendingAsync(IReadOnlyList<RowInHand> rows)
    {
        lock (_gate)
        {
            foreach (RowInHand row in rows)
            {
                InHand inHand = _inHand[row.Identity];
                inHand.IsWritten = true;
                if (inHand.HasOtherContent)
                {
                    inHand.HasOtherContent = false;
                    _withOtherContent.Add(row.Row.Number);
                }
            }
        }

        return AppendAsync(rows, JournalState.Sending);
    }

    /// <summary>Says that the service refused rows for now, so that nothing is unknown of them while they wait.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="hasLeft">Whether a request of this run carried them to the service. If none did, what was unknown of them before still is.</param>
    /// <returns>Once that is on disk.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public Task WaitingAsync(IReadOnlyList<RowInHand> rows, bool hasLeft)
    {
        lock (_gate)
        {
            rows = hasLeft ? rows : [.. rows.Where(row => !_inHand[row.Identity].WasUnknown)];
        }

        return AppendAsync(rows, JournalState.Waiting);
    }

    /// <summary>Says what became of a row, if this run sent it. Of a row that was never sent, the journal says what it said before.</summary>
    /// <param name="identity">By what it is recognized.</param>
    /// <param name="outcome">What became of it.</param>
    /// <returns>Once that is on disk.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public async Task DecidedAsync(RowIdentity identity, ProvisioningOutcome outcome)
    {
        lock (_gate)
        {
            // A line that it is about to be sent is taken back, but not to less than was known before.
            if (!outcome.WasSent && _inHand[identity] is { WasUnknown: true } or { IsWritten: false })
            {
                return;
            }
        }

        JournalEntry entry = JournalEntry.Of(identity, outcome);
        long offset = await _file.AppendAsync(entry.ToBytes(_target, _time.GetUtcNow())).ConfigureAwait(false);
        lock (_gate)
        {
            _known[identity] = new(entry.State, offset, outcome.Row.Number, IsThisRun: true);
        }
    }

    /// <summary>Lets go of a row whose outcome is about to be handed out.</summary>
    /// <param name="identity">By what it is recognized.</param>
    /// <returns>The row and all rows that waited for the same outcome.</returns>
    public IReadOnlyList<ProvisioningRow> Release(RowIdentity identity)
    {
        lock (_gate)
        {
            List<ProvisioningRow> rows = _inHand[identity].Rows;
            _inHand.Remove(identity);
            return rows;
        }
    }

    /// <summary>Says at the end of a run which rows were sent though something was made for the same address before, from other content.</summary>
    public void TellOfOtherContent()
    {
        lock (_gate)
        {
            if (_withOtherContent.Take() is { Count: > 0 } rows)
            {
                _log?.Invoke(new Diagnostic(
                    DiagnosticLevel.Warning,
                    $"{rows.Count} of the rows that were sent {(rows.Count == 1 ? "has an address that stands" : "have addresses that stand")} in the journal already, with other content: "
                    + $"each may be a second {_target.Kind} for the same person. It is row {rows}. Keep the content of rows the same from run to run, or have them recognized by a column of their own."));
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private bool StandsThereOtherwise(ProvisioningRow row) =>
        _subjects.Count > 0
        && _target.SubjectOf(row) is { } subject
        && _subjects.TryGetValue(RowIdentity.Of(subject), out RowIdentity other)
        && _known[other].State is JournalState.Created or JournalState.Sending or JournalState.Unknown;

    private async Task AppendAsync(IReadOnlyList<RowInHand> rows, JournalState state)
    {
        Task last = Task.CompletedTask;
        foreach (RowInHand inHand in rows)
        {
            JournalEntry entry = new(state, inHand.Identity, inHand.Row.Number)
            {
                Subject = state == JournalState.Sending && _target.SubjectOf(inHand.Row) is { } subject ? RowIdentity.Of(subject) : null,
            };
            last = _file.AppendAsync(entry.ToBytes(_target, _time.GetUtcNow()));
        }

        await last.ConfigureAwait(false); // lines are flushed in the order in which they were appended
    }

    private bool IsToBeSent(Known known) => !known.IsThisRun && (IsUnknown(known.State) ? _retryUnknown : known.State != JournalState.Created);

    // What may be sent twice settles itself.
    private bool IsUnknown(JournalState state) => _target.Repeatable < Repeatable.Always && state is JournalState.Sending or JournalState.Unknown;

    private ProvisioningException ErrorOf(JournalEntry entry, bool isThisRun, long row, bool isByKey)
    {
        if (isThisRun && entry.Error is { } same)
        {
            return same.Of(row, $"It has the same {(isByKey ? "identity" : "content")} as row {entry.Row}. ");
        }

        return Unknown(
            row,
            entry.Error?.ErrorId,
            $"In an earlier run it was sent as row {entry.Row}, and {(entry.Error is null ? "that run ended before the answer came" : "no usable answer came")}");
    }

    private ProvisioningException Unknown(long row, ErrorId? errorId, string why) => new(
        errorId ?? _target.Unknown(why, row).ErrorId,
        $"{why}: the {_target.Kind} may exist, and it was not sent again.",
        $"Look the {_target.Kind} up in Genesys Cloud. If it is not there, run again with the same journal and have unknown rows sent again.")
    {
        RowNumber = row,
        NextStep = NextStep.RetryUnknown,
    };

    private void WarnOfDuplicate(ProvisioningRow row, long first) =>
        _log?.Invoke(new Diagnostic(DiagnosticLevel.Warning, $"Rows {first} and {row.Number} have the same {(row.Identity is { } key ? $"identity '{Printable.Text(key)}'" : "content")} ({row}): one {_target.Kind} is made for both."));

    /// <summary>Rows of the same identity that were taken and not decided yet.</summary>
    /// <param name="first">The one that is sent.</param>
    /// <param name="wasUnknown">Whether its guest may exist since an earlier run.</param>
    private sealed class InHand(ProvisioningRow first, bool wasUnknown)
    {
        public List<ProvisioningRow> Rows { get; } = [first];

        public bool WasUnknown => wasUnknown;

        /// <summary>Whether something was made for the same address before, from other content; until that was noted.</summary>
        public bool HasOtherContent { get; set; }

        /// <summary>Whether this run wrote that it is about to be sent.</summary>
        public bool IsWritten { get; set; }
    }

    /// <summary>What is known of a row.</summary>
    /// <param name="State">What its last line says.</param>
    /// <param name="Offset">Where that line begins; null: it cannot be read.</param>
    /// <param name="FirstRow">The row of this run that asked for it first; null: none did yet.</param>
    /// <param name="IsThisRun">Whether this run wrote the line.</param>
    private readonly record struct Known(JournalState State, long? Offset, long? FirstRow, bool IsThisRun);
}
