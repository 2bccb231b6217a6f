namespace GenesysGuest.Simulation;

/// <summary>One process that works through the rows of a job, until it is done, is stopped, or dies.</summary>
/// <param name="world">The world.</param>
/// <param name="number">Which run of the simulation it is.</param>
/// <param name="client">The OAuth client.</param>
/// <param name="isCalm">Whether no fault befalls it.</param>
internal sealed class Run(World world, int number, string client, bool isCalm)
{
    private readonly List<(ProvisioningOutcome Outcome, int Step)> _outcomes = [];
    private readonly List<(Sending Sending, int Step)> _sendings = [];
    private readonly TaskCompletionSource _death = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public World World => world;

    public int Number => number;

    public string Client => client;

    public bool IsCalm => isCalm;

    public ProcessClock Clock { get; } = new(world, world.Dice.Chance(0.3) ? world.Dice.Seconds(-7200, 7200) : TimeSpan.Zero);

    /// <summary>Whether it asked for rows that are unknown to be sent again.</summary>
    public bool RetriesUnknown { get; set; }

    public bool IsDead => Clock.IsDead;

    /// <summary>Done when the process has died.</summary>
    public Task Death => _death.Task;

    /// <summary>How many rows it has read.</summary>
    public int Read { get; set; }

    /// <summary>Whether it came to its end: every row that was read has to be out.</summary>
    public bool IsComplete { get; set; }

    /// <summary>What it counted; null: nothing, for it did not begin.</summary>
    public ProvisioningSummary? Summary { get; set; }

    /// <summary>Whether someone stopped it, or closed its connection.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Whether something else ended its work before its end.</summary>
    public bool HasGivenUp { get; set; }

    /// <summary>Whether rows may be left that it had no time for.</summary>
    public bool IsCutShort => IsStopped || HasGivenUp || IsDead;

    /// <summary>How often a request could not be sent at all, or not for want of a token.</summary>
    public int Unreached { get; set; }

    /// <summary>How many times it repeats what may be repeated.</summary>
    public int MaxRetryCount { get; set; }

    /// <summary>Whether someone else changed its journal.</summary>
    public TimeSpan? IntrudedAt { get; set; }

    /// <summary>What it handed out.</summary>
    public IEnumerable<ProvisioningOutcome> Outcomes => _outcomes.Select(entry => entry.Outcome);

    /// <summary>What it sent.</summary>
    public IEnumerable<Sending> Sendings => _sendings.Select(entry => entry.Sending);

    /// <summary>Does something in the process, if there still is one.</summary>
    /// <param name="action">What.</param>
    public void IfAlive(Action action)
    {
        if (!IsDead)
        {
            action();
        }
    }

    public void Sent(Sending sending)
    {
        if (IntrudedAt is { } intruded && intruded < world.Now)
        {
            world.Violate($"{sending} was sent although the journal was no longer its own.");
        }

        _sendings.Add((sending, world.Steps));
    }

    public void HandOut(ProvisioningOutcome outcome)
    {
        world.Say($"run {number} hands out {outcome}");
        world.AssertNoSecretIn(outcome.ToString());
        if (outcome.Error is { } error)
        {
            world.AssertNoSecretIn(error.ToString());
        }

        _outcomes.Add((outcome, world.Steps));
    }

    /// <summary>Ends the process.</summary>
    /// <param name="loseStep">Whether what it did since the last event does not count: the end came in the middle of it.</param>
    public void Die(bool loseStep)
    {
        Clock.IsDead = true;
        if (loseStep)
        {
            _outcomes.RemoveAll(entry => entry.Step == world.Steps);
            foreach ((Sending sending, int step) in _sendings)
            {
                sending.IsUndone |= step == world.Steps;
            }
        }

        world.Say($"run {number} dies");
        _death.SetResult();
    }
}
