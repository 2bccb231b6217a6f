#if !NETSTANDARD2_0
using System.Runtime.CompilerServices;
#endif
using System.Threading.Channels;

namespace GenesysGuest;

/// <summary>What each worker of a <see cref="GuestProvisioner"/> does: takes a row, creates its guest, once if there is a journal, and lets it out as one outcome.</summary>
/// <remarks>One for all workers of a provisioner, so that what ends the work ends it for all. Thread-safe.</remarks>
/// <param name="connection">The connection to create guests with.</param>
/// <param name="options">How.</param>
/// <param name="journal">Where it is written down; null: nowhere.</param>
/// <param name="rows">The rows.</param>
/// <param name="outcomes">Where the outcomes go.</param>
internal sealed class RowWorker(
    Connection connection, GuestProvisioningOptions options, ProvisioningJournal? journal, ChannelReader<GuestRow> rows, OutcomeQueue outcomes) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly ProvisioningJournal? _journal = journal;
    private readonly RequestCap? _cap = options.MaxRequestsPerMinute is { } perMinute ? new RequestCap(perMinute, connection.Options.TimeProvider) : null;
    private GenesysException? _end;

    /// <summary>What ended the work before its end; null while nothing did.</summary>
    public GenesysException? End => Volatile.Read(ref _end);

    /// <summary>Whether nothing more is sent: it was stopped, or something ended it.</summary>
    public bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>Sends nothing more. What is under way is waited for.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Sends nothing more, and gives up on what is under way: its outcome is unknown.</summary>
    public void GiveUp()
    {
        _stop.Cancel();
        _abandon.Cancel();
    }

    public void Dispose() => GiveUp(); // the sources stay: workers look at them until their last row is out

    /// <summary>Works until no row will follow. Several may work at once.</summary>
    /// <returns>When there is none to take any more.</returns>
    public async Task WorkAsync()
    {
        // Rows are taken whatever happens: each leaves as one outcome.
        while (await rows.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (rows.TryRead(out GuestRow? row))
            {
                if (_journal is null)
                {
                    Emit(await CreateAsync(row, default).ConfigureAwait(false));
                }
                else
                {
                    await CreateOnceAsync(row, _journal).ConfigureAwait(false);
                }
            }
        }
    }

    private async ValueTask CreateOnceAsync(GuestRow row, ProvisioningJournal journal)
    {
        GuestIdentity identity = GuestIdentity.Of(row.Request);
        GuestOutcome? known;
        try
        {
            if (!journal.Admit(row, identity, out known))
            {
                if (known is not null)
                {
                    Emit(known);
                }

                return;
            }
        }
        catch (GenesysException unusable)
        {
            Emit(EndWith(unusable, row));
            return;
        }
        catch (Exception fault)
        {
            Emit(Unforeseen(row, fault)); // such as a log of the caller's that throws: no row may be lost over it
            return;
        }

        GuestOutcome outcome = await CreateAsync(row, identity).ConfigureAwait(false);
        _ = RecordAsync(identity, outcome, journal); // the next row does not wait for the disk
    }

    private async Task RecordAsync(GuestIdentity identity, GuestOutcome outcome, ProvisioningJournal journal)
    {
        try
        {
            await journal.DecidedAsync(identity, outcome).ConfigureAwait(false);
        }
        catch (GenesysException unusable)
        {
            // What was created is handed out all the same: its token is nowhere else.
            EndWith(unusable, outcome.Row);
        }

        foreach (GuestRow row in journal.Release(identity))
        {
            Emit(row == outcome.Row ? outcome : outcome.For(row));
        }
    }

#if !NETSTANDARD2_0
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // used again for each of a million rows
#endif
    private async ValueTask<GuestOutcome> CreateAsync(GuestRow row, GuestIdentity identity)
    {
        if (_stop.IsCancellationRequested)
        {
            return NotAttempted(row);
        }

        GuestCall call = new(options.MaxRetryCount, options.OutageTimeout, row.Number, options.Log)
        {
            Abandon = _abandon.Token,
            Cap = _cap,
            Sending = _journal is null ? null : () => _journal.SendingAsync(row, identity),
            Refused = _journal is null ? null : () => _journal.WaitingAsync(row, identity),
        };
        try
        {
            (Guest? guest, GuestException? error) = await connection.Guests.TryCreateAsync(row.Request, call, _stop.Token).ConfigureAwait(false);
            return guest is null ? Failed(row, error!) : new GuestOutcome(row, guest);
        }
        catch (OperationCanceledException)
        {
            return NotAttempted(row);
        }
        catch (GenesysException end)
        {
            return EndWith(end, row);
        }
        catch (Exception fault)
        {
            return Unforeseen(row, fault);
        }
    }

    // No row can fare better now: the first to learn it ends the work for all.
    private GuestOutcome EndWith(GenesysException end, GuestRow row)
    {
        Interlocked.CompareExchange(ref _end, end, null);
        _stop.Cancel();
        return NotAttempted(row);
    }

    private void Emit(GuestOutcome outcome) => outcomes.Add(outcome);

    private static GuestOutcome Failed(GuestRow row, GuestException error)
    {
        error.RowNumber = row.Number;
        return new GuestOutcome(row, error);
    }

    private static GuestOutcome Unforeseen(GuestRow row, Exception fault) => Failed(row, new GuestException(
        ErrorId.GuestOutcomeUnknown, $"An unforeseen fault: {fault.GetType().Name}. The guest may exist.",
        "Look the guest up before you run the row again, and report the fault.", fault));

    private GuestOutcome NotAttempted(GuestRow row) => Failed(row, new GuestException(
        ErrorId.NotAttempted,
        $"{row.Request} was not created: the work {(End is null ? "was stopped" : "ended")} before its turn came.{(End is null ? "" : " " + End.Message)}",
        "Run the row again: $failed.TargetObject | New-GenesysGuest."));
}
