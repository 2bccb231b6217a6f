using System.Net;
#if !NETSTANDARD2_0
using System.Runtime.CompilerServices;
#endif
using Polly;

namespace GenesysGuest;

/// <summary>Waits for a turn to send, and says what came of it: the user's own limit first, then the server's.</summary>
internal sealed class TurnStrategy(Pacer pacer, Backoff backoff, TimeSpan longestWait) : ResilienceStrategy<Attempt>
{
    /// <inheritdoc/>
#if !NETSTANDARD2_0
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // used again for each of a million rows
#endif
    protected override async ValueTask<Outcome<Attempt>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<Attempt>>> callback, ResilienceContext context, TState state)
    {
        GuestCall call = GuestCall.Of(context);
        try
        {
            if (call.Cap is { } cap)
            {
                await cap.WaitAsync(context.CancellationToken).ConfigureAwait(false);
            }

            if (await pacer.EnterAsync(longestWait, context.CancellationToken).ConfigureAwait(false) is { } wait)
            {
                // The limit is in force for longer than anyone waits (a daily limit): what the server said to others holds for this row too.
                return Outcome.FromResult(new Attempt(new Answer((HttpStatusCode)429, Body: default, BodyCompleteness.Whole, RawCorrelationId: null, wait, Limit: null)));
            }
        }
        catch (OperationCanceledException stopped)
        {
            return Outcome.FromException<Attempt>(stopped);
        }

        TimeSpan sent = pacer.Sent();
        Attempt attempt = default;
        try
        {
            Outcome<Attempt> outcome = await callback(context, state).ConfigureAwait(false);
            attempt = outcome.Result;
            return outcome;
        }
        finally
        {
            pacer.Leave(sent, attempt.Answer, attempt.IsThrottled ? backoff.Delay(call.Retries) : TimeSpan.Zero);
        }
    }
}
