namespace GenesysGuest.Simulation;

/// <summary>The time, and what happens in it: one event after another, and after each everything that takes no time.</summary>
/// <param name="seed">What all chance comes from.</param>
internal sealed class World(int seed)
{
    /// <summary>When the simulation starts, by a clock that is right.</summary>
    public static readonly DateTimeOffset Epoch = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private const int MostSteps = 200_000;
    private const int MostTurns = 100_000;

    private readonly PriorityQueue<Event, (TimeSpan At, long Order)> _events = new();
    private long _order;
    private ViolationException? _violation;

    public Dice Dice { get; } = new(seed);

    public TimeSpan Now { get; private set; }

    public DateTimeOffset UtcNow => Epoch + Now;

    /// <summary>How many events have happened.</summary>
    public int Steps { get; private set; }

    /// <summary>Told what happens, line by line; null: nobody is.</summary>
    public Action<string>? Trace { get; init; }

    /// <summary>Has something happen.</summary>
    /// <param name="after">When, from now.</param>
    /// <param name="happens">What.</param>
    /// <returns>The event, which can be called off.</returns>
    public Event Schedule(TimeSpan after, Action happens)
    {
        Event scheduled = new(happens);
        _events.Enqueue(scheduled, (Now + after, _order++));
        return scheduled;
    }

    /// <summary>Ends the simulation. Thrown where it happened, it would be taken for a fault of the network.</summary>
    /// <param name="what">What happened that must not.</param>
    public void Violate(string what) => _violation ??= new ViolationException(what);

    public void AssertNoSecretIn(string text)
    {
        if (Secrets.IsIn(text))
        {
            Violate($"A secret came out: {text}");
        }
    }

    public void Say(string what) => Trace?.Invoke($"{Now.TotalSeconds,10:0.000} {what}");

    /// <summary>Lets time pass.</summary>
    /// <param name="work">Until this is done.</param>
    /// <param name="atRest">Called after each event, when nothing moves any more until the next; says whether it made something move.</param>
    /// <returns>When it is done.</returns>
    /// <exception cref="ViolationException">It will never be done.</exception>
    public async Task RunAsync(Task work, Func<bool> atRest)
    {
        while (true)
        {
            do
            {
                await RestAsync();
            }
            while (atRest());

            if (_violation is { } violation)
            {
                throw violation;
            }

            if (work.IsCompleted)
            {
                await work;
                return;
            }

            Step();
        }
    }

    private void Step()
    {
        while (_events.TryDequeue(out Event? next, out (TimeSpan At, long Order) when))
        {
            if (!next.IsCalledOff)
            {
                Now = when.At;
                if (++Steps > MostSteps)
                {
                    throw new ViolationException("It goes on and on.");
                }

                next.Happens();
                return;
            }
        }

        throw new ViolationException("It waits for ever: nothing will happen any more, and it is not done.");
    }

    // This runs on the only thread there is: what was queued before has run when it goes on.
    private static async Task RestAsync()
    {
        int turns = 0;
        do
        {
            await Task.Yield();
            if (++turns > MostTurns)
            {
                throw new ViolationException("It never comes to rest, and no time passes.");
            }
        }
        while (ThreadPool.PendingWorkItemCount > 0);
    }

    /// <summary>Something that will happen.</summary>
    /// <param name="happens">What.</param>
    internal sealed class Event(Action happens)
    {
        public bool IsCalledOff { get; private set; }

        public Action Happens => happens;

        public void CallOff() => IsCalledOff = true;
    }
}
