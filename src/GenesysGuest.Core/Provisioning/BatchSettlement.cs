using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Resilience;

namespace GenesysGuest.Provisioning;

/// <summary>Decides each row of a request. Sends rows again that were refused temporarily, or because of another row.</summary>
/// <param name="send">Sends some of the rows.</param>
/// <param name="maxRetryCount">The maximum number of retries for a row.</param>
/// <param name="backoff">Calculates the delays.</param>
/// <param name="time">The clock.</param>
/// <param name="stop">Cancelled when no more requests may be sent.</param>
internal sealed class BatchSettlement(Func<List<RowInHand>, ValueTask<SentBatch>> send, int maxRetryCount, Backoff backoff, TimeProvider time, CancellationToken stop)
{
    /// <summary>Settles the rows of a request.</summary>
    /// <param name="batch">The rows in the request.</param>
    /// <param name="first">The result of the request.</param>
    /// <returns>One verdict for each row, in the order of the batch. Each states whether its row was sent.</returns>
    public async Task<Verdict[]> SettleAsync(List<RowInHand> batch, SentBatch first)
    {
        Verdict[] settled = await HalvedAsync(batch, first).ConfigureAwait(false);
        for (int retry = 0; retry < maxRetryCount && Array.Exists(settled, static verdict => verdict.IsRepeatable) && await PauseAsync(retry).ConfigureAwait(false); retry++)
        {
            int[] again = [.. Enumerable.Range(0, batch.Count).Where(row => settled[row].IsRepeatable)];
            Verdict[] repeated = await SendAgainAsync(batch, again).ConfigureAwait(false);
            for (int i = 0; i < again.Length; i++)
            {
                // A refused row that was not sent again remains refused.
                settled[again[i]] = repeated[i].Error is { ErrorId: ErrorId.NotAttempted } ? settled[again[i]] : repeated[i];
            }
        }

        return settled;
    }

    // With one invalid row among ten, this takes at most eight more requests.
    private async Task<Verdict[]> HalvedAsync(List<RowInHand> batch, SentBatch sent)
    {
        if (sent.MayHaveActed)
        {
            for (int row = 0; row < batch.Count; row++)
            {
                batch[row] = batch[row] with { MayHaveActed = true }; // a later request must consider what the service may have done in an earlier one
            }
        }

        if (batch.Count == 1 || !sent.Verdicts[0].MayBeDueToAnotherRow)
        {
            return [.. sent.Verdicts.Select(verdict => verdict with { WasSent = sent.WereSent || verdict.WasSent })];
        }

        int half = batch.Count / 2;
        return
        [
            .. await SendAgainAsync(batch, [.. Enumerable.Range(0, half)]).ConfigureAwait(false),
            .. await SendAgainAsync(batch, [.. Enumerable.Range(half, batch.Count - half)]).ConfigureAwait(false),
        ];
    }

    private async Task<Verdict[]> SendAgainAsync(List<RowInHand> batch, int[] rows)
    {
        List<RowInHand> part = [.. rows.Select(row => batch[row])];
        SentBatch sent = await send(part).ConfigureAwait(false);
        Verdict[] verdicts = await HalvedAsync(part, sent with { WereSent = true }).ConfigureAwait(false); // each row was sent, together with others
        for (int i = 0; i < rows.Length; i++)
        {
            batch[rows[i]] = part[i];
        }

        return verdicts;
    }

    private async Task<bool> PauseAsync(int retry)
    {
        try
        {
            await Task.Delay(backoff.Delay(retry), time, stop).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
