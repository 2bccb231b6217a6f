using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Resilience;

namespace GenesysGuest.Provisioning;

/// <summary>Has each row of a request decided: what was refused for a neighbour, or for now, is sent again.</summary>
/// <param name="send">Sends some of the rows.</param>
/// <param name="maxRetryCount">How many times a row is repeated at most.</param>
/// <param name="backoff">The waits that the server does not name.</param>
/// <param name="time">The clock.</param>
/// <param name="stop">Cancelled when nothing more is sent.</param>
internal sealed class BatchSettlement(
    Func<List<RowInHand>, ValueTask<SentBatch>> send, int maxRetryCount, Backoff backoff, TimeProvider time, CancellationToken stop)
{
    /// <summary>Settles what came of a request.</summary>
    /// <param name="batch">The rows that it carried.</param>
    /// <param name="first">What it came to.</param>
    /// <returns>One verdict a row, in the batch's order. Each says whether its row was sent.</returns>
    public async Task<Verdict[]> SettleAsync(List<RowInHand> batch, SentBatch first)
    {
        Verdict[] settled = [.. first.Verdicts.Select(verdict => verdict with { WasSent = first.WereSent || verdict.WasSent })];
        Remember(first, batch, Enumerable.Range(0, batch.Count));
        if (batch.Count > 1 && Array.TrueForAll(settled, static verdict => verdict.MayBeNeighbours))
        {
            int half = batch.Count / 2; // one bad row of ten is found with eight requests more, and its neighbours are not kept waiting for each other
            return [.. await SendAsync(batch.GetRange(0, half)).ConfigureAwait(false), .. await SendAsync(batch.GetRange(half, batch.Count - half)).ConfigureAwait(false)];
        }

        for (int retry = 0; retry < maxRetryCount && Array.Exists(settled, static verdict => verdict.IsRepeatable) && await PauseAsync(settled, retry).ConfigureAwait(false); retry++)
        {
            await RepeatAsync(batch, settled).ConfigureAwait(false);
        }

        return settled;
    }

    private async Task<Verdict[]> SendAsync(List<RowInHand> part) => await SettleAsync(part, await send(part).ConfigureAwait(false)).ConfigureAwait(false);

    private async Task RepeatAsync(List<RowInHand> batch, Verdict[] settled)
    {
        int[] again = [.. Enumerable.Range(0, batch.Count).Where(row => settled[row].IsRepeatable)];
        SentBatch repeated = await send([.. again.Select(row => batch[row])]).ConfigureAwait(false);
        Remember(repeated, batch, again);
        for (int i = 0; i < again.Length; i++)
        {
            // What was refused and then not sent again stays refused.
            settled[again[i]] = repeated.WereSent || !stop.IsCancellationRequested ? repeated.Verdicts[i] with { WasSent = true } : settled[again[i]];
        }
    }

    // What the service may have done in one request is not news in the next.
    private static void Remember(SentBatch sent, List<RowInHand> batch, IEnumerable<int> rows)
    {
        if (sent.MayHaveActed)
        {
            foreach (int row in rows)
            {
                batch[row] = batch[row] with { MayHaveActed = true };
            }
        }
    }

    private async Task<bool> PauseAsync(Verdict[] verdicts, int retry)
    {
        TimeSpan asked = verdicts.Max(static verdict => verdict is { IsRepeatable: true, Error.RetryAfter: { } wait } ? wait : TimeSpan.Zero);
        TimeSpan pause = backoff.Delay(retry);
        try
        {
            await Task.Delay(asked > pause ? asked : pause, time, stop).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
