namespace GenesysGuest.Tests.Support;

/// <summary>For what another thread or a socket does in its own time and tells nobody.</summary>
internal static class Eventually
{
    /// <summary>Yields until a condition holds.</summary>
    /// <param name="condition">Cheap, and true once and for all.</param>
    /// <exception cref="TimeoutException">It did not hold within a real minute.</exception>
    public static async Task IsTrueAsync(Func<bool> condition)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromMinutes(1))
            {
                throw new TimeoutException("The condition did not come to hold.");
            }

            await Task.Yield();
        }
    }
}
