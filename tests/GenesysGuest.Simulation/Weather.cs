namespace GenesysGuest.Simulation;

/// <summary>Which faults are about: some at any time, and spells in which one kind prevails.</summary>
internal sealed class Weather
{
    private static readonly Fault[] Lone =
    [
        Fault.Refused, Fault.LostBefore, Fault.LostAfter, Fault.Torn, Fault.TornAfterObject, Fault.HangBefore, Fault.HangAfter, Fault.Failure, Fault.FailureAfter,
        Fault.Unavailable, Fault.Unavailable, Fault.Throttled, Fault.TooSlow, Fault.Revoked, Fault.Rejected, Fault.Garbage,
    ];

    private readonly World _world;
    private readonly double _likelihood;
    private readonly List<(TimeSpan Begin, TimeSpan End, Fault Kind, double Likelihood, bool IsTokenEndpoint)> _spells = [];

    /// <summary>Makes the weather of a simulation.</summary>
    /// <param name="world">The world.</param>
    public Weather(World world)
    {
        _world = world;
        Dice dice = world.Dice;
        _likelihood = dice.Of(0, 0.01, 0.05, 0.2, 0.5);
        for (int spells = dice.Between(0, 4); spells > 0; spells--)
        {
            TimeSpan begin = dice.Seconds(0, 300);
            Fault kind = dice.Chance(0.1) ? dice.Of(Fault.Forbidden, Fault.Proxy) : dice.Of(Lone);
            _spells.Add((begin, begin + dice.Seconds(0.1, dice.Of(5, 60, 600)), kind, dice.Of(0.5, 1), dice.Chance(0.3)));
        }
    }

    /// <summary>What befalls the next request.</summary>
    /// <param name="isTokenEndpoint">Whether it goes to the token endpoint.</param>
    /// <returns>The fault.</returns>
    public Fault Next(bool isTokenEndpoint)
    {
        foreach ((TimeSpan begin, TimeSpan end, Fault kind, double likelihood, bool forTokens) in _spells)
        {
            if (begin <= _world.Now && _world.Now < end && forTokens == isTokenEndpoint && _world.Dice.Chance(likelihood))
            {
                return kind;
            }
        }

        return _world.Dice.Chance(_likelihood) ? _world.Dice.Of(Lone) : Fault.None;
    }
}
