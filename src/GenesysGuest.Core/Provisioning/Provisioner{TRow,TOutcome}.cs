using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using GenesysGuest.Provisioning;
using GenesysGuest.Provisioning.Journal;

namespace GenesysGuest;

/// <summary>The engine with the row and outcome types of a target.</summary>
/// <typeparam name="TRow">The type of the rows.</typeparam>
/// <typeparam name="TOutcome">The type of the outcomes.</typeparam>
public abstract class Provisioner<TRow, TOutcome> : Provisioner
    where TRow : ProvisioningRow
    where TOutcome : ProvisioningOutcome
{
    private protected Provisioner(Connection connection, IProvisioningTarget target, ProvisioningOptions? options, ProvisioningJournal? journal)
        : base(connection, target, options, journal)
    {
    }

    /// <summary>Adds a row if there is room for it.</summary>
    /// <param name="row">The row.</param>
    /// <returns>False if an outcome must be taken first.</returns>
    public bool TryAdd(TRow row) => base.TryAdd(row);

    /// <summary>Takes an outcome if one is ready.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>Whether an outcome was ready.</returns>
    public bool TryTake([NotNullWhen(true)] out TOutcome? outcome)
    {
        outcome = base.TryTake(out ProvisioningOutcome? next) ? (TOutcome)next : null;
        return outcome is not null;
    }

    /// <summary>Processes all rows and returns all outcomes.</summary>
    /// <param name="rows">The rows. They are read as there is room for them.</param>
    /// <param name="cancellationToken">Stops reading and sending rows, and abandons requests in progress. The outcomes of the rows that were read are still returned.</param>
    /// <returns>The outcomes as they are decided: exactly one for each row that was read.</returns>
    /// <exception cref="GenesysException">The error that ended the run early. It is thrown after the outcomes of all rows that were read.</exception>
    public IAsyncEnumerable<TOutcome> RunAsync(IEnumerable<TRow> rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return RunAsync(AsAsync(rows), cancellationToken);
    }

    /// <summary>Processes all rows and returns all outcomes. Outcomes are returned even while the next row is awaited.</summary>
    /// <param name="rows">
    /// The rows. They are read as there is room for them. Their enumeration is cancelled if the run is stopped or ends early. If the source ignores the cancellation, the run ends after its next row.
    /// </param>
    /// <param name="cancellationToken">Stops reading and sending rows, and abandons requests in progress. The outcomes of the rows that were read are still returned.</param>
    /// <returns>The outcomes as they are decided: exactly one for each row that was read.</returns>
    /// <exception cref="GenesysException">The error that ended the run early. It is thrown after the outcomes of all rows that were read.</exception>
    public async IAsyncEnumerable<TOutcome> RunAsync(IAsyncEnumerable<TRow> rows, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using CancellationTokenRegistration cancelled = cancellationToken.Register(GiveUp);
        using CancellationTokenSource ending = new();
        using CancellationTokenRegistration stopping = Stopping.Register(() => _ = Task.Run(() => Cancel(ending))); // not awaited, because callbacks of the source may run for long
        IAsyncEnumerator<TRow> source = rows.GetAsyncEnumerator(ending.Token);
        Task<(TRow? Row, ExceptionDispatchInfo? Fault)> next = NextAsync(source);
        try
        {
            while (true)
            {
                while (await IsOutcomeFirstAsync(next).ConfigureAwait(false))
                {
                    while (TryTake(out TOutcome? outcome))
                    {
                        yield return outcome;
                    }
                }

                if ((await next.ConfigureAwait(false)).Row is not { } row)
                {
                    break;
                }

                while (!TryAdd(row))
                {
                    await WaitAsync(CancellationToken.None).ConfigureAwait(false);
                    while (TryTake(out TOutcome? outcome))
                    {
                        yield return outcome;
                    }
                }

                next = NextAsync(source);
            }
        }
        finally
        {
            // The enumerator must not be disposed while it reads a row. A caller that takes no more outcomes needs no more rows.
            Cancel(ending);
            await next.ConfigureAwait(false);
            await source.DisposeAsync().ConfigureAwait(false);
        }

        ExceptionDispatchInfo? fault = (await next.ConfigureAwait(false)).Fault;
        bool isOurCancellation = fault?.SourceException is OperationCanceledException && IsStopped; // cancelled here; FinishAsync throws the error that ended the run
        await foreach (TOutcome outcome in FinishAsync(isOurCancellation ? null : fault, cancellationToken).ConfigureAwait(false))
        {
            yield return outcome;
        }
    }

    // An exception from the source is deferred, because outcomes with tokens are still pending.
    private async Task<(TRow? Row, ExceptionDispatchInfo? Fault)> NextAsync(IAsyncEnumerator<TRow> source)
    {
        if (IsStopped)
        {
            return default;
        }

        try
        {
            return (await source.MoveNextAsync().ConfigureAwait(false) ? source.Current ?? throw new ArgumentException("A row is null.", nameof(source)) : null, null);
        }
        catch (Exception exception)
        {
            return (null, ExceptionDispatchInfo.Capture(exception));
        }
    }

    // False if the next row is read, or if no rows are in progress.
    private async Task<bool> IsOutcomeFirstAsync(Task next)
    {
        if (next.IsCompleted)
        {
            return false;
        }

        Task<bool> outcome = WaitAsync(CancellationToken.None).AsTask();
        await Task.WhenAny(next, outcome).ConfigureAwait(false);
        Wake();
        return await outcome.ConfigureAwait(false);
    }

    private async IAsyncEnumerable<TOutcome> FinishAsync(ExceptionDispatchInfo? fault, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Complete();
        while (await WaitAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (TryTake(out TOutcome? outcome))
            {
                yield return outcome;
            }
        }

        fault?.Throw();
        if (End is { } end)
        {
            throw end;
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async IAsyncEnumerable<TRow> AsAsync(IEnumerable<TRow> rows)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (TRow row in rows)
        {
            yield return row;
        }
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (Exception exception) when (exception is AggregateException or ObjectDisposedException)
        {
            // A callback of the source failed, or the run has ended. Neither is a reason to lose outcomes.
        }
    }
}
