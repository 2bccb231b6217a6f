using System.Threading.Channels;
using GenesysGuest.Provisioning.Journal;

namespace GenesysGuest.Provisioning;

/// <summary>Collects the rows of one request. Only one worker at a time fills a batch, so that full batches are sent.</summary>
/// <param name="limit">The maximum number of rows in a request.</param>
/// <param name="rows">The rows.</param>
/// <param name="time">The clock.</param>
#pragma warning disable CA1001 // workers wait until their last row is emitted, and a semaphore holds no handle unless one is requested
internal sealed class BatchIntake(int limit, ChannelReader<ProvisioningRow> rows, TimeProvider time)
#pragma warning restore CA1001
{
    /// <summary>How long a partly filled batch waits for more rows: longer than a pipeline that reads a file needs for a row, but too short for a user to notice.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Takes the next rows.</summary>
    /// <param name="admitted">Called for each row that is taken. Returns the entry to add to the batch, or null to omit the row.</param>
    /// <returns>The batch. Empty if there are no more rows.</returns>
    public ValueTask<List<RowInHand>> TakeAsync(Func<ProvisioningRow, RowInHand?> admitted)
    {
        if (limit > 1)
        {
            return new(FillAsync(admitted));
        }

        List<RowInHand> batch = new(limit);
        Take(batch, admitted);
        return new(batch);
    }

    private async Task<List<RowInHand>> FillAsync(Func<ProvisioningRow, RowInHand?> admitted)
    {
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            List<RowInHand> batch = new(limit);
            Take(batch, admitted);
            while (batch.Count > 0 && batch.Count < limit && await MayFollowAsync().ConfigureAwait(false))
            {
                Take(batch, admitted);
            }

            return batch;
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Take(List<RowInHand> batch, Func<ProvisioningRow, RowInHand?> admitted)
    {
        while (batch.Count < limit && rows.TryRead(out ProvisioningRow? row))
        {
            if (admitted(row) is { } inHand)
            {
                batch.Add(inHand);
            }
        }
    }

    private async Task<bool> MayFollowAsync()
    {
        Task<bool> follows = rows.WaitToReadAsync(CancellationToken.None).AsTask();
        if (!follows.IsCompleted)
        {
            using CancellationTokenSource enough = new();
            await Task.WhenAny(follows, Task.Delay(Patience, time, enough.Token)).ConfigureAwait(false);
            enough.Cancel();
        }

        return follows.IsCompleted && await follows.ConfigureAwait(false);
    }
}
