using System.Threading.Channels;
using GenesysGuest.Provisioning.Journal;

namespace GenesysGuest.Provisioning;

/// <summary>Takes rows for one request. One worker at a time fills its batch, so that full ones leave.</summary>
/// <param name="limit">How many rows a request may carry.</param>
/// <param name="rows">The rows.</param>
/// <param name="time">The clock.</param>
#pragma warning disable CA1001 // workers wait for their turn until their last row is out, and a semaphore that nobody asks for a handle holds none
internal sealed class BatchIntake(int limit, ChannelReader<ProvisioningRow> rows, TimeProvider time)
#pragma warning restore CA1001
{
    /// <summary>So long a batch that is not full waits for rows that may follow: a pipeline that reads a file is quicker, a person is not kept waiting.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Takes the next rows.</summary>
    /// <param name="admitted">Asked about each row that was taken: as what it joins the batch; null: it does not.</param>
    /// <returns>The batch; empty if there are no rows.</returns>
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
