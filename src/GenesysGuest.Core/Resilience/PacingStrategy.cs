using System.Net;
#if !NETSTANDARD2_0
using System.Runtime.CompilerServices;
#endif
using GenesysGuest.Http;
using Polly;

namespace GenesysGuest.Resilience;

/// <summary>Waits for a turn to send, and reports the result. The user's limit applies first, then the server's.</summary>
internal sealed class PacingStrategy(Pacer pacer, RepeatPolicy policy) : ResilienceStrategy<Attempt>
{
    /// <inheritdoc/>
#if !NETSTANDARD2_0
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // reused for each of a million rows
#endif
    protected override async ValueTask<Outcome<Attempt>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<Attempt>>> callback, ResilienceContext context, TState state)
    {
        ApiRequest request = ApiRequest.Of(context);
        try
        {
            if (request.Cap is { } cap)
            {
                await cap.WaitAsync(context.CancellationToken).ConfigureAwait(false);
            }

            if (await pacer.EnterAsync(policy.LongestWait, context.CancellationToken).ConfigureAwait(false) is { } wait)
            {
                // The limit lasts longer than the longest wait, such as a daily limit. This request gets the same result as the earlier ones.
                return Outcome.FromResult(new Attempt(new Response((HttpStatusCode)429, Body: default, BodyCompleteness.Whole, RawCorrelationId: null, wait, Limit: null)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or GenesysException)
        {
            return Outcome.FromException<Attempt>(exception); // the run was stopped, or the connection was closed
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
            pacer.Leave(sent, attempt.Response, policy.ClosedFor(request, attempt));
        }
    }
}
