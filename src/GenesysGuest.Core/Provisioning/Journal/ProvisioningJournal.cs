using GenesysGuest.Resilience;

namespace GenesysGuest.Provisioning.Journal;

/// <summary>Records what earlier runs and this run did with each row, so that nothing is created twice and no token is lost. Thread-safe.</summary>
internal sealed class ProvisioningJournal : IDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<RowIdentity, Known> _known;
    private readonly Dictionary<RowIdentity, RowIdentity> _subjects; // the subjects of earlier runs, with the row that was sent for each
    private readonly Dictionary<RowIdentity, SameRows> _inProgress = [];
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

    /// <summary>Opens a journal and reads its entries.</summary>
    /// <param name="path">The path of the file. It is created if it does not exist.</param>
    /// <param name="target">The target of the rows.</param>
    /// <param name="owner">The owner of the rows.</param>
    /// <param name="options">The options, which specify whether to resend rows whose outcome is unknown since an earlier run, and where to report duplicates and damage.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the wait for another process to close the file.</param>
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

            // A damaged line for a row does not replace a readable line with its token.
            if (offset is not null || !known.TryGetValue(entry.Identity, out Known before) || before.State != JournalState.Created)
            {
                known[entry.Identity] = new(entry.State, offset, FirstRow: null, IsThisRun: false);
            }
        }
    }

    /// <summary>Decides whether to send a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="identity">The identity of the row.</param>
    /// <param name="verdict">The verdict on the row, if it is already known.</param>
    /// <returns>True to send the row. False if there is a verdict, or if the row waits for the verdict of an equal row that is being sent.</returns>
    public bool Admit(ProvisioningRow row, RowIdentity identity, out Verdict? verdict)
    {
        verdict = null;
        Known known;
        lock (_gate)
        {
            if (_inProgress.TryGetValue(identity, out SameRows? same))
            {
                WarnOfDuplicate(row, same.Sent.Number);
                same.Waiting.Add(row);
                return false;
            }

            bool isKnown = _known.TryGetValue(identity, out known);
            if (!isKnown || IsToBeSent(known))
            {
                _inProgress.Add(identity, new SameRows(row, wasUnknown: isKnown && IsUnknown(known.State)) { HasOtherContent = !isKnown && IsKnownWithOtherContent(row) });
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
            verdict = new Verdict(Unknown(row.Number, errorId: null, "The journal entry of an earlier run for this row is damaged"));
            return false;
        }

        JournalEntry entry = _file.ReadAt(offset, identity);
        verdict = entry.Result is { } result
            ? new Verdict(result) { IsFromJournal = true, MayExistTwice = entry.MayExistTwice }
            : new Verdict(ErrorOf(entry, known.IsThisRun, row.Number, row.Identity is not null)) { IsFromJournal = true };
        return false;
    }

    /// <summary>Records that rows are about to be sent.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>A task that completes when the entries are on disk.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public Task SendingAsync(IReadOnlyList<RowInHand> rows)
    {
        lock (_gate)
        {
            foreach (RowInHand row in rows)
            {
                SameRows same = _inProgress[row.Identity];
                same.IsWritten = true;
                if (same.HasOtherContent)
                {
                    same.HasOtherContent = false;
                    _withOtherContent.Add(row.Row.Number);
                }
            }
        }

        return AppendAsync(rows, JournalState.Sending);
    }

    /// <summary>Records that the service refused rows temporarily, so that their outcome is not unknown while they wait.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="hasLeft">Whether this run sent the rows to the service. If not, an outcome that was unknown before remains unknown.</param>
    /// <returns>A task that completes when the entries are on disk.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public Task WaitingAsync(IReadOnlyList<RowInHand> rows, bool hasLeft)
    {
        lock (_gate)
        {
            rows = hasLeft ? rows : [.. rows.Where(row => !_inProgress[row.Identity].WasUnknown)];
        }

        return AppendAsync(rows, JournalState.Waiting);
    }

    /// <summary>Records the outcome of a row that this run sent. For a row that was never sent, the journal does not change.</summary>
    /// <param name="identity">The identity of the row.</param>
    /// <param name="outcome">The outcome.</param>
    /// <returns>A task that completes when the entry is on disk.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public async Task DecidedAsync(RowIdentity identity, ProvisioningOutcome outcome)
    {
        lock (_gate)
        {
            // A row that was not sent needs an entry only to replace its Sending entry. An outcome that was unknown before remains unknown.
            if (!outcome.WasSent && _inProgress[identity] is { WasUnknown: true } or { IsWritten: false })
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

    /// <summary>Releases a row whose outcome is about to be returned.</summary>
    /// <param name="identity">The identity of the row.</param>
    /// <returns>The other rows that waited for the same outcome.</returns>
    public IReadOnlyList<ProvisioningRow> Release(RowIdentity identity)
    {
        lock (_gate)
        {
            IReadOnlyList<ProvisioningRow> waiting = _inProgress[identity].Waiting;
            _inProgress.Remove(identity);
            return waiting;
        }
    }

    /// <summary>Warns at the end of a run about rows that were sent although the journal contains the same address with different content.</summary>
    public void WarnOfOtherContent()
    {
        lock (_gate)
        {
            if (_withOtherContent.Take() is { Count: > 0 } rows)
            {
                _log?.Invoke(new Diagnostic(
                    DiagnosticLevel.Warning,
                    $"{rows.Count} of the rows that were sent {(rows.Count == 1 ? "has an address that is" : "have addresses that are")} already in the journal with different content: "
                    + $"{(rows.Count == 1 ? "row" : "rows")} {rows}. Each may be a second {_target.Kind} for the same person. Keep the content of rows the same from run to run, or identify rows by a key column."));
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private bool IsKnownWithOtherContent(ProvisioningRow row) =>
        _subjects.Count > 0
        && _target.SubjectOf(row) is { } subject
        && _subjects.TryGetValue(RowIdentity.Of(subject), out RowIdentity other)
        && _known[other].State is JournalState.Created or JournalState.Sending or JournalState.Unknown;

    private async Task AppendAsync(IReadOnlyList<RowInHand> rows, JournalState state)
    {
        Task last = Task.CompletedTask;
        foreach (RowInHand row in rows)
        {
            JournalEntry entry = new(state, row.Identity, row.Row.Number)
            {
                Subject = state == JournalState.Sending && _target.SubjectOf(row.Row) is { } subject ? RowIdentity.Of(subject) : null,
            };
            last = _file.AppendAsync(entry.ToBytes(_target, _time.GetUtcNow()));
        }

        await last.ConfigureAwait(false); // lines are flushed in the order in which they were appended
    }

    private bool IsToBeSent(Known known) => !known.IsThisRun && (IsUnknown(known.State) ? _retryUnknown : known.State != JournalState.Created);

    // Rows that are safe to send twice have no unknown outcome.
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
            $"In an earlier run, this row was sent as row {entry.Row}, but {(entry.Error is null ? "that run ended before a response was received" : "no usable response was received")}");
    }

    private ProvisioningException Unknown(long row, ErrorId? errorId, string why) => new(
        errorId ?? _target.Unknown(why, row).ErrorId,
        $"{why}. The {_target.Kind} may exist. The row was not sent again.",
        $"Look up the {_target.Kind} in Genesys Cloud. If it does not exist, run again with the same journal and send unknown rows again.")
    {
        RowNumber = row,
        IsUnknown = true,
        NextStep = NextStep.RetryUnknown,
    };

    private void WarnOfDuplicate(ProvisioningRow row, long first) =>
        _log?.Invoke(new Diagnostic(DiagnosticLevel.Warning, $"Rows {first} and {row.Number} have the same {(row.Identity is { } key ? $"identity '{Printable.Text(key)}'" : "content")} ({row}). One {_target.Kind} is created for both."));

    /// <summary>Rows with the same identity, of which the first is sent and the others wait for its outcome.</summary>
    /// <param name="sent">The row that is sent.</param>
    /// <param name="wasUnknown">Whether its guest may exist because of an earlier run.</param>
    private sealed class SameRows(ProvisioningRow sent, bool wasUnknown)
    {
        public ProvisioningRow Sent => sent;

        public List<ProvisioningRow> Waiting { get; } = [];

        public bool WasUnknown => wasUnknown;

        /// <summary>Whether the journal contains the same address with different content. Reset when the row is counted.</summary>
        public bool HasOtherContent { get; set; }

        /// <summary>Whether this run recorded that the row is about to be sent.</summary>
        public bool IsWritten { get; set; }
    }

    /// <summary>What is known about a row.</summary>
    /// <param name="State">The state on its last line.</param>
    /// <param name="Offset">The offset of that line, or null if the line cannot be read.</param>
    /// <param name="FirstRow">The first row of this run with this identity, or null if there was none yet.</param>
    /// <param name="IsThisRun">Whether this run wrote the line.</param>
    private readonly record struct Known(JournalState State, long? Offset, long? FirstRow, bool IsThisRun);
}
