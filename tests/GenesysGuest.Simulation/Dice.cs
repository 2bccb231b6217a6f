using System.Runtime.InteropServices;

namespace GenesysGuest.Simulation;

/// <summary>Chance, the same for the same seed.</summary>
/// <param name="seed">The seed.</param>
internal sealed class Dice(int seed)
{
#pragma warning disable CA5394 // nothing is to be kept secret from a seed that is printed
    private readonly Random _random = new(seed);

    public double Fraction() => _random.NextDouble();

    public bool Chance(double probability) => _random.NextDouble() < probability;

    /// <summary>A number of [least, most].</summary>
    public int Between(int least, int most) => _random.Next(least, most + 1);

    /// <summary>A time of [least, most] seconds.</summary>
    public TimeSpan Seconds(double least, double most) => TimeSpan.FromSeconds(least + ((most - least) * _random.NextDouble()));

    public void Shuffle<T>(List<T> list) => _random.Shuffle(CollectionsMarshal.AsSpan(list));

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];
#pragma warning restore CA5394
}
