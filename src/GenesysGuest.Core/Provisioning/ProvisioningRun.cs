#if !NETSTANDARD2_0
using System.Runtime.CompilerServices;
#endif
using System.Threading.Channels;
using GenesysGuest.Http;
using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Resilience;

namespace GenesysGuest.Provisioning;

/// <summary>The work of a provisioner: takes rows, sends each one once, and emits one outcome for each.</summary>
/// <remarks>All workers share one instance, so that an error that ends the run ends it for all of them. Thread-safe.</remarks>
/// <param name="connection">The connection to work with.</param>
/// <param name="target">The target of the rows.</param>
/// <param name="options">The options.</param>
/// <param name="journal">The journal, or null for none.</param>
/// <param name="rows">The rows.</param>
/// <param name="outcomes">The queue for the outcomes.</param>
internal sealed class ProvisioningRun(
    Connection connection,
    IProvisioningTarget target,
    ProvisioningOptions options,
    ProvisioningJournal? journal,
    ChannelReader<ProvisioningRow> rows,
    OutcomeQueue outcomes) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly RequestCap? _cap = options.MaxRequestsPerMinute is { } perMinute ? new RequestCap(perMinute, connection.Options.TimeProvider) : null;
    private readonly SameRefusals _refusals = new(connection.Options.MaxRetryAfter);
    private readonly Uri _address = target.AddressIn(connection.Environment);
    private readonly string _again = $"Rerun the rows that were not {target.Done}";
    private readonly BatchIntake _intake = new(target.BatchLimit, rows, connection.Options.TimeProvider);
    private CancellationTokenRegistration _closing;
    private GenesysException? _end;

    /// <summary>The error that ended the run early, or null if there is none.</summary>
    public GenesysException? End => Volatile.Read(ref _end);

    /// <summary>Whether sending has stopped, because it was stopped or because of an error.</summary>
    public bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>Cancelled when sending stops.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Stops sending. Requests in progress are completed.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Stops sending and abandons requests in progress. Their outcome is unknown.</summary>
    public void GiveUp()
    {
        _stop.Cancel();
        _abandon.Cancel();
    }

    /// <summary>Ends the run if the connection is closed.</summary>
    public void Watch() => _closing = connection.Pipeline.Closing.Register(() => EndWith(SignInException.ConnectionClosed()));

    public void Dispose()
    {
        _closing.Dispose();
        GiveUp(); // the token sources are not disposed, because workers use them until their last row is emitted
    }

    /// <summary>Processes rows until there are no more. Several workers can run at once.</summary>
    /// <returns>A task that completes when there are no more rows.</returns>
    public async Task WorkAsync()
    {
        // Rows are taken even after an error, because each must produce one outcome.
        Func<ProvisioningRow, RowInHand?> admitted = Admitted;
        BatchSettlement settlement = new(SendAsync, options.MaxRetryCount, Backoff.Of(connection.Options), connection.Options.TimeProvider, _stop.Token);
        while (await rows.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (await _intake.TakeAsync(admitted).ConfigureAwait(false) is { Count: > 0 } batch)
            {
                SentBatch sent = await SendAsync(batch).ConfigureAwait(false);
                (IReadOnlyList<Verdict> verdicts, bool wereSent) = (sent.Verdicts, sent.WereSent);
                if (batch.Count > 1 || verdicts[0].IsRepeatable)
                {
                    verdicts = await settlement.SettleAsync(batch, sent).ConfigureAwait(false);
                    wereSent = false; // each verdict states this itself
                }

                for (int i = 0; i < batch.Count; i++)
                {
                    _ = RecordAndEmitAsync(batch[i], target.Outcome(batch[i].Row, verdicts[i] with { WasSent = wereSent || verdicts[i].WasSent })); // not awaited, so that the next row does not wait for the disk
                }
            }
        }
    }

    // Rows that are already decided are emitted immediately. Rows join a batch only here, before they are first sent.
    private RowInHand? Admitted(ProvisioningRow row)
    {
        RowIdentity identity = journal is null ? default : row.Identity is { } key ? RowIdentity.OfKey(key) : target.IdentityOf(row);
        return IsToBeSent(row, identity) ? new(row, identity) : null;
    }

    private bool IsToBeSent(ProvisioningRow row, RowIdentity identity)
    {
        if (journal is null)
        {
            return true;
        }

        try
        {
            if (journal.Admit(row, identity, out Verdict? known))
            {
                return true;
            }

            if (known is { } verdict)
            {
                Emit(row, verdict);
            }
        }
        catch (GenesysException unusable)
        {
            EndWith(unusable);
            Emit(row, NotAttempted(row));
        }
        catch (Exception fault)
        {
            Emit(row, UnexpectedError(row, fault)); // for example, the log of the caller throws; the row must still produce an outcome
        }

        return false;
    }

#if !NETSTANDARD2_0
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // reused for each of a million rows
#endif
    private async ValueTask<SentBatch> SendAsync(List<RowInHand> batch)
    {
        if (_stop.IsCancellationRequested)
        {
            return new(NotSentAgain(request: null, batch), WereSent: false, MayHaveActed: false);
        }

        ApiRequest? request = null;
        IReadOnlyList<Verdict> verdicts;
        try
        {
            List<ProvisioningRow> sent = batch.ConvertAll(static inHand => inHand.Row);
            request = RequestFor(batch, sent);
            Attempt last = await connection.Pipeline.SendAsync(request, _stop.Token).ConfigureAwait(false);
            verdicts = target.Read(last, request.MayHaveActed, sent, connection.Environment, connection.Options.TimeProvider.GetUtcNow());
            if (_refusals.Add(verdicts[0]) is { } end) // an error that affects all rows is the same for all rows of a response
            {
                EndWith(end);
            }
        }
        catch (OperationCanceledException)
        {
            verdicts = NotSentAgain(request, batch);
        }
        catch (GenesysException end)
        {
            EndWith(end);
            verdicts = NotSentAgain(request, batch);
        }
        catch (Exception fault)
        {
            verdicts = UnexpectedError(batch, fault);
        }

        return new(verdicts, request is { HasLeft: true }, request is { MayHaveActed: true });
    }

    private ApiRequest RequestFor(List<RowInHand> batch, List<ProvisioningRow> sent)
    {
        ApiRequest request = new(target.Endpoint, _address, target.Write(sent), ApiRequest.Json)
        {
            Repeatable = target.Repeatable,
            NeedsWholeResponse = target.NeedsWholeResponse,
            MaxRetryCount = options.MaxRetryCount,
            OutageTimeout = options.OutageTimeout,
            Again = _again,
            MayHaveActed = batch.Exists(static inHand => inHand.MayHaveActed),
            Cap = _cap,
            Abandon = _abandon.Token,
            Watcher = options.Log,
            Subject = options.Log is null ? null : sent.Count == 1 ? $"Row {sent[0].Number}" : $"Rows {string.Join(", ", sent.Select(row => row.Number))}",
        };
        if (journal is not null)
        {
            Record(request, batch, journal);
        }

        return request;
    }

    private static void Record(ApiRequest request, List<RowInHand> batch, ProvisioningJournal journal)
    {
        request.Sending = () => journal.SendingAsync(batch);
        request.Refused = hasLeft => journal.WaitingAsync(batch, hasLeft);
    }

    private async Task RecordAndEmitAsync(RowInHand inHand, ProvisioningOutcome outcome)
    {
        if (journal is null)
        {
            outcomes.Add(outcome);
            return;
        }

        try
        {
            await journal.DecidedAsync(inHand.Identity, outcome).ConfigureAwait(false);
        }
        catch (GenesysException unusable)
        {
            // A created item is still returned, because its token is stored nowhere else.
            EndWith(unusable);
        }

        IEnumerable<ProvisioningRow> others = journal.Release(inHand.Identity);
        outcomes.Add(outcome);
        foreach (ProvisioningRow row in others)
        {
            Emit(row, SameAs(outcome, row));
        }
    }

    private void Emit(ProvisioningRow row, Verdict verdict) => outcomes.Add(target.Outcome(row, verdict));

    private static Verdict SameAs(ProvisioningOutcome outcome, ProvisioningRow row) => outcome.Error is ProvisioningException error
        ? new(error.Of(row.Number, $"It has the same {(row.Identity is null ? "content" : "identity")} as row {outcome.Row.Number}. "))
        : new(outcome.Result!) { IsFromJournal = true };

    // No other row can succeed. The first worker that detects this ends the run for all.
    private void EndWith(GenesysException end)
    {
        Interlocked.CompareExchange(ref _end, end, null);
        _stop.Cancel();
    }

    private Verdict[] NotSentAgain(ApiRequest? request, List<RowInHand> batch) =>
        [.. batch.Select(inHand => inHand.MayHaveActed || request is { MayHaveActed: true } ? NotSentAgain(inHand.Row) : NotAttempted(inHand.Row))];

    private Verdict[] UnexpectedError(List<RowInHand> batch, Exception fault) => [.. batch.Select(inHand => UnexpectedError(inHand.Row, fault))];

    // A row that was sent before, and that the server may have acted on, counts as attempted.
    private Verdict NotSentAgain(ProvisioningRow row) => new(target.Unknown(
        $"{row} was sent, the service failed without reporting what it did, and the run ended before the row was sent again.", row.Number));

    private Verdict UnexpectedError(ProvisioningRow row, Exception fault) => new(target.Unknown($"An unexpected error occurred: {fault.GetType().Name}. Report it, and describe what you did.", row.Number, fault));

    private Verdict NotAttempted(ProvisioningRow row) => new(new ProvisioningException(
        ErrorId.NotAttempted,
        $"{row} was not {target.Done}: the run {(End is null ? "was stopped" : "ended")} before this row was sent.{(End is null ? "" : " " + End.Message)}",
        "Run the row again.") { RowNumber = row.Number, NextStep = NextStep.RunAgain });
}
