namespace GenesysGuest;

/// <summary>What earlier runs and this one did with each guest, so that none is made twice and no token is lost. Thread-safe.</summary>
internal sealed class ProvisioningJournal : IDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<GuestIdentity, Known> _known = [];
    private readonly Dictionary<GuestIdentity, List<GuestRow>> _inHand = [];
    private readonly JournalFile _file;
    private readonly TimeProvider _time;
    private readonly bool _retryUnknown;
    private readonly Action<Diagnostic>? _log;

    /// <summary>Opens a journal and learns what stands in it.</summary>
    /// <param name="path">The file; it is created if it is not there.</param>
    /// <param name="guests">Where the guests are created.</param>
    /// <param name="retryUnknown">Whether rows whose outcome is unknown since an earlier run are sent again.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Told of duplicates.</param>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public ProvisioningJournal(string path, Uri guests, bool retryUnknown, TimeProvider time, Action<Diagnostic>? log)
    {
        _time = time;
        _retryUnknown = retryUnknown;
        _log = log;
        _file = JournalFile.Open(path, guests, (line, offset) => _known[line.Identity] = new(line.State, offset, FirstRow: null, IsThisRun: false));
    }

    /// <summary>Decides about a row before it is sent.</summary>
    /// <param name="row">The row.</param>
    /// <param name="identity">Which guest it asks for.</param>
    /// <param name="outcome">What became of that guest, if that is known.</param>
    /// <returns>True: send it. False: there is an outcome, or one will come with that of a row in hand.</returns>
    public bool Admit(GuestRow row, GuestIdentity identity, out GuestOutcome? outcome)
    {
        outcome = null;
        Known known;
        lock (_gate)
        {
            if (_inHand.TryGetValue(identity, out List<GuestRow>? same))
            {
                WarnOfDuplicate(row, same[0].Number);
                same.Add(row);
                return false;
            }

            if (!_known.TryGetValue(identity, out known) || IsToBeSent(known))
            {
                _inHand.Add(identity, [row]);
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

        JournalLine line = _file.ReadAt(known.Offset);
        outcome = line.Guest is { } guest ? new GuestOutcome(row, guest) : new GuestOutcome(row, ErrorOf(line, known.IsThisRun, row.Number));
        return false;
    }

    /// <summary>Says that a row is about to be sent.</summary>
    /// <param name="row">The row.</param>
    /// <param name="identity">Which guest it asks for.</param>
    /// <returns>Once that is on disk.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public Task SendingAsync(GuestRow row, GuestIdentity identity) =>
        _file.AppendAsync(new JournalLine(JournalState.Sending, identity, row.Number).ToBytes(_time.GetUtcNow()));

    /// <summary>Says that the service refused a row for now, so that nothing is unknown of it while it waits.</summary>
    /// <param name="row">The row.</param>
    /// <param name="identity">Which guest it asks for.</param>
    /// <returns>Once that is on disk.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public Task WaitingAsync(GuestRow row, GuestIdentity identity) =>
        _file.AppendAsync(new JournalLine(JournalState.Waiting, identity, row.Number).ToBytes(_time.GetUtcNow()));

    /// <summary>Says what became of a row.</summary>
    /// <param name="identity">Which guest it asked for.</param>
    /// <param name="outcome">What became of it.</param>
    /// <returns>Once that is on disk.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public async Task DecidedAsync(GuestIdentity identity, GuestOutcome outcome)
    {
        JournalLine line = JournalLine.Of(identity, outcome);
        long offset = await _file.AppendAsync(line.ToBytes(_time.GetUtcNow())).ConfigureAwait(false);
        lock (_gate)
        {
            _known[identity] = new(line.State, offset, outcome.Row.Number, IsThisRun: true);
        }
    }

    /// <summary>Lets go of a row whose outcome is about to be handed out.</summary>
    /// <param name="identity">Which guest it asked for.</param>
    /// <returns>The row and all rows that waited for the same outcome.</returns>
    public IReadOnlyList<GuestRow> Release(GuestIdentity identity)
    {
        lock (_gate)
        {
            List<GuestRow> rows = _inHand[identity];
            _inHand.Remove(identity);
            return rows;
        }
    }

    public void Dispose() => _file.Dispose();

    private bool IsToBeSent(Known known) => !known.IsThisRun && known.State switch
    {
        JournalState.Created => false,
        JournalState.Sending or JournalState.Unknown => _retryUnknown,
        _ => true,
    };

    private static GuestException ErrorOf(JournalLine line, bool isThisRun, long row)
    {
        if (isThisRun && line.Error is { } same)
        {
            return new GuestException(same.ErrorId, $"It has the same content as row {line.Row}. {same.Reason}", same.Remedy) { RowNumber = row };
        }

        return new GuestException(
            line.Error?.ErrorId ?? ErrorId.GuestOutcomeUnknown,
            $"In an earlier run it was sent as row {line.Row}, and {(line.Error is null ? "that run ended before the answer came" : "no usable answer came")}: the guest may exist, and it was not sent again.",
            "Look the guest up in Genesys Cloud; if it is not there, run again with the same journal and -RetryUnknown.") { RowNumber = row };
    }

    private void WarnOfDuplicate(GuestRow row, long first) =>
        _log?.Invoke(new Diagnostic(DiagnosticLevel.Warning, $"Rows {first} and {row.Number} have the same content ({row.Request}): one guest is made for both."));

    /// <summary>What is known of a guest.</summary>
    /// <param name="State">What its last line says.</param>
    /// <param name="Offset">Where that line begins.</param>
    /// <param name="FirstRow">The row of this run that asked for it first; null: none did yet.</param>
    /// <param name="IsThisRun">Whether this run wrote the line.</param>
    private readonly record struct Known(JournalState State, long Offset, long? FirstRow, bool IsThisRun);
}
