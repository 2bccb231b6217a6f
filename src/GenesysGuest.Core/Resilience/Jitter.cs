namespace GenesysGuest.Resilience;

/// <summary>Randomness that prevents clients from retrying at the same time. It is not used for secrets.</summary>
internal static class Jitter
{
#pragma warning disable RS0030 // this is the default source of randomness
#if NETSTANDARD2_0
    private static readonly Random Shared = new();

    /// <summary>Returns a number in [0, 1).</summary>
    public static double Next()
    {
        lock (Shared)
        {
            return Shared.NextDouble();
        }
    }
#else
    /// <summary>Returns a number in [0, 1).</summary>
    public static double Next() => System.Random.Shared.NextDouble();
#endif
#pragma warning restore RS0030
}
