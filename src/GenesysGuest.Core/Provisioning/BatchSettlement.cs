using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Resilience;

namespace GenesysGuest.Provisioning;

/// <summary>Has each row of a request decided: what was refused for a neighbour, or for now, is sent again.</summary>
/// <param name="send">Sends some of the rows, told whether the service may have acted on them before; says whether they left.</param>
/// <param name="maxRetryCount">How many times a row is repeated at most.</param>
/// <param name="backoff">The waits that the server does not name.</param>
/// <param name="time">The clock.</param>
/// <param name="stop">Cancelled when nothing more is sent.</param>
internal sealed class BatchSettlement(
    Func<List<RowInHand>, bool, ValueTask<(IReadOnlyList<Verdict> Verdicts, bool WereSent)>> send, int maxRetryCount, Backoff backoff, TimeProvider time, CancellationToken stop)
{
    /// <summary>Settles what came of a request.</summary>
    /// <param name="batch">The rows that it carried.</param>
    /// <param name="verdicts">What it came to, row by row.</param>
    /// <param name="wereSent">Whether it left.</param>
    /// <returns>One verdict a row, in the batch's order. Each says whether its row was sent.</returns>
    public async Task<Verdict[]> SettleAsync(List<RowInHand> batch, IReadOnlyList<Verdict> verdicts, bool wereSent)
    {
        Verdict[] settled = await HalvedAsync(batch, Marked(verdicts, wereSent)).ConfigureAwait(false);
        for (int retry = 0; retry < maxRetryCount && Array.Exists(settled, static verdict => verdict.IsRepeatable) && await PauseAsync(settled, retry).ConfigureAwait(false); retry++)
        {
            int[] again = [.. Enumerable.Range(0, batch.Count).Where(row => settled[row].IsRepeatable)];
            Verdict[] repeated = await SentAgainAsync([.. again.Select(row => batch[row])], mayHaveActed: false).ConfigureAwait(false);
            for (int i = 0; i < again.Length; i++)
            {
                // What was refused, and whose turn did not come again, stays refused.
                settled[again[i]] = repeated[i].Error is { ErrorId: ErrorId.NotAttempted } ? settled[again[i]] : repeated[i];
            }
        }

        return settled;
    }

    // One bad row of ten is found with eight requests more.
    private async Task<Verdict[]> HalvedAsync(List<RowInHand> batch, Verdict[] verdicts)
    {
        if (batch.Count == 1 || !Array.TrueForAll(verdicts, static verdict => verdict.MayBeNeighbours))
        {
            return verdicts;
        }

        int half = batch.Count / 2;
        return
        [
            .. await SentAgainAsync(batch.GetRange(0, half), verdicts[0].MayHaveActed).ConfigureAwait(false),
            .. await SentAgainAsync(batch.GetRange(half, batch.Count - half), verdicts[0].MayHaveActed).ConfigureAwait(false),
        ];
    }

    // Each of the rows was sent before, with others.
    private async Task<Verdict[]> SentAgainAsync(List<RowInHand> part, bool mayHaveActed)
    {
        (IReadOnlyList<Verdict> verdicts, _) = await send(part, mayHaveActed).ConfigureAwait(false);
        return await HalvedAsync(part, Marked(verdicts, wereSent: true)).ConfigureAwait(false);
    }

    private static Verdict[] Marked(IReadOnlyList<Verdict> verdicts, bool wereSent) => [.. verdicts.Select(verdict => verdict with { WasSent = wereSent || verdict.WasSent })];

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
