using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>Lets hours of waiting pass in seconds.</summary>
internal static class TimeLapse
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    /// <summary>Moves a clock on until some work is done, whenever all that the work does is wait for it.</summary>
    /// <param name="clock">The clock that the work waits for.</param>
    /// <param name="work">The work.</param>
    /// <param name="traffic">While a request is under way the clock stands still.</param>
    /// <returns>What the work returns.</returns>
    public static async Task<T> PassAsync<T>(this ManualClock clock, Task<T> work, Traffic traffic)
    {
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.WhenAll(traffic.Idle, clock.WaitForTimersAsync(1)));

            // Whoever was woken gets the processor before more time passes: nothing depends on it but how long an outage seems to last.
            await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(1)));
            if (!work.IsCompleted && traffic.Idle.IsCompleted)
            {
                clock.Advance(Step);
            }
        }

        return await work;
    }
}
