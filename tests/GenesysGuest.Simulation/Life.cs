namespace GenesysGuest.Simulation;

/// <summary>Everything that follows from one seed.</summary>
internal static class Life
{
    /// <summary>Lives through it, in the current folder, which is left empty.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="trace">Told what happens; null: nobody is.</param>
    /// <param name="tally">Counts what happened.</param>
    /// <returns>When it is over.</returns>
    /// <exception cref="ViolationException">Something happened that must not.</exception>
    public static async Task RunAsync(int seed, Action<string>? trace, Tally tally)
    {
        World world = new(seed) { Trace = trace };
        Service service = new(world);
        Weather weather = new(world);
        int jobs = world.Dice.Chance(0.3) ? 2 : 1;
        bool isOneClient = world.Dice.Chance(0.7);
        List<Job> work = [.. Enumerable.Range(1, jobs).Select(number => new Job(world, service, weather, number, isOneClient ? "client" : $"client{number}") { MayMeetLimit = (jobs > 1 && isOneClient) || !service.SendsLimits })];
        int runs = 0;
        try
        {
            Task all = Task.WhenAll(work.Select(job => job.WorkAsync(() => ++runs)));
            await world.RunAsync(all, () => work.Aggregate(seed: false, (isMoved, job) => job.AtRest() || isMoved));
            work.ForEach(Ledger.Check);
            tally.Add(world, work);
        }
        finally
        {
            work.ForEach(job => job.Dispose());
        }
    }
}
