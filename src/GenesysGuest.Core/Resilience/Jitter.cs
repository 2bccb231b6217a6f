namespace GenesysGuest.Resilience;

/// <summary>Randomness that keeps clients from retrying in step. Nothing secret depends on it.</summary>
internal static class Jitter
{
#pragma warning disable RS0030 // here randomness comes from, for all who are given none
#if NETSTANDARD2_0
    private static readonly Random Shared = new();

    /// <summary>A number in [0, 1).</summary>
    public static double Next()
    {
        lock (Shared)
        {
            return Shared.NextDouble();
        }
    }
#else
    /// <summary>A number in [0, 1).</summary>
    public static double Next() => System.Random.Shared.NextDouble();
#endif
#pragma warning restore RS0030
}
