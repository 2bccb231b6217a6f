namespace GenesysGuest.Simulation;

/// <summary>What an administrator does with one list of people: runs it, and runs it again after whatever happened.</summary>
internal sealed class Job : IDisposable
{
    private static readonly GenesysEnvironment Environment = GenesysEnvironment.Parse("mypurecloud.com");

    private readonly World _world;
    private readonly Service _service;
    private readonly Weather _weather;
    private readonly string _client;
    private readonly ProvisioningOptions _options;
    private readonly GrantType _grant;
    private readonly string _secret;
    private string? _journal;
    private long _lengthBefore;
    private Run? _run;
    private int _diesAtStep = int.MaxValue;

    public Job(World world, Service service, Weather weather, int number, string client)
    {
        (_world, _service, _weather, _client) = (world, service, weather, client);
        Dice dice = world.Dice;
        HasJournal = dice.Chance(0.8);
        _journal = HasJournal ? $"{number}.jsonl" : null;
        Target = dice.Chance(0.4) ? new ContactTarget(world, number, HasJournal) : new GuestTarget(world, service, number, HasJournal);
        int throttle = dice.Of(1, 2, 8, 16);
        int retries = dice.Of(0, 1, 3, 5);
        TimeSpan outage = TimeSpan.FromSeconds(dice.Of(0, 30, 300));
        int? perMinute = dice.Chance(0.2) ? dice.Of(10, 60, 600) : null;
        _options = new ProvisioningOptions { ThrottleLimit = throttle, MaxRetryCount = retries, OutageTimeout = outage, MaxRequestsPerMinute = perMinute };
        _grant = dice.Of(GrantType.ClientCredentials, GrantType.RefreshToken, GrantType.AccessToken);
        _secret = service.NewSecret("client");
    }

    /// <summary>What its rows become.</summary>
    public ITarget Target { get; }

    public bool HasJournal { get; }

    /// <summary>Whether others use up the same limit, or nobody says what it is: a row may meet it more often than it is sent again.</summary>
    public bool MayMeetLimit { get; init; }

    /// <summary>Whether a token that runs out is renewed.</summary>
    public bool CanRenew => _grant != GrantType.AccessToken;

    public List<Run> Runs { get; } = [];

    /// <summary>What all runs handed out.</summary>
    public IEnumerable<(Run Run, ProvisioningOutcome Outcome)> Outcomes => Runs.SelectMany(run => run.Outcomes.Select(outcome => (run, outcome)));

    /// <summary>Does it all.</summary>
    /// <param name="nextNumber">Numbers the runs of the simulation.</param>
    /// <returns>When the last run has ended.</returns>
    public async Task WorkAsync(Func<int> nextNumber)
    {
        Dice dice = _world.Dice;
        for (int runs = HasJournal ? dice.Between(0, 3) : 0; runs > 0; runs--)
        {
            await RunAsync(new Run(_world, nextNumber(), _client, isCalm: false) { RetriesUnknown = dice.Chance(0.3) }, isLast: false);
            if (Runs[^1].IntrudedAt is not null)
            {
                return; // nothing can be asked of what others do to a journal
            }
        }

        await RunAsync(new Run(_world, nextNumber(), _client, isCalm: dice.Chance(0.5)) { RetriesUnknown = HasJournal && dice.Chance(0.5) }, isLast: true);
    }

    /// <summary>Called when nothing moves until the next event: now the process may die.</summary>
    /// <returns>Whether it did.</returns>
    public bool AtRest()
    {
        if (_run is not { IsDead: false } run || _diesAtStep == int.MaxValue)
        {
            return false;
        }

        long length = LengthOfJournal();
        if (_world.Steps >= _diesAtStep && length > 0)
        {
            // The end comes when all is written, or in the middle of the last writing.
            long kept = _world.Dice.Chance(0.5) ? length : Math.Min(length, _lengthBefore) + (long)(Math.Max(0, length - _lengthBefore) * _world.Dice.Fraction());
            string copy = $"{_journal}+";
            using (FileStream source = new(_journal!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            using (FileStream target = new(copy, FileMode.Create, FileAccess.Write))
            {
                byte[] bytes = new byte[kept];
                source.ReadExactly(bytes);
                target.Write(bytes);
            }

            _journal = copy;
            run.Die(loseStep: kept < length);
            return true;
        }

        _lengthBefore = length;
        return false;
    }

    /// <summary>How a run signs in.</summary>
    /// <returns>The grant.</returns>
    public Grant NewGrant() => _grant switch
    {
        GrantType.ClientCredentials => Grant.ClientCredentials(Environment, new OAuthClient(_client, _secret)),
        GrantType.RefreshToken => Grant.RefreshToken(Environment, new OAuthClient(_client), _service.NewRefreshToken()),
        _ => Grant.AccessToken(Environment, _service.NewAccessToken(_client)),
    };

    /// <summary>What a run's requests go over.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The network.</returns>
    public Network NewNetwork(Run run) => new(_world, _service, _weather, Target, run);

    /// <summary>How a run has the rows made.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The options.</returns>
    public ProvisioningOptions OptionsOf(Run run) => _options with
    {
        MaxRetryCount = run.MaxRetryCount,
        JournalPath = _journal,
        RetryUnknown = run.RetriesUnknown,
    };

    /// <summary>Someone else changes the journal of a run.</summary>
    /// <param name="run">The run.</param>
    public void Intrude(Run run)
    {
        if (run.IsComplete)
        {
            return;
        }

        _world.Say($"run {run.Number}: someone else changes the journal");
        run.IntrudedAt = _world.Now;
        if (_world.Dice.Chance(0.5))
        {
            File.Delete(_journal!);
        }
        else
        {
            File.AppendAllText(_journal!, "{}\n");
        }
    }

    public void Dispose()
    {
        foreach (string file in Directory.EnumerateFiles("."))
        {
            File.Delete(file);
        }
    }

    private async Task RunAsync(Run run, bool isLast)
    {
        Runs.Add(run);
        run.MaxRetryCount = run.IsCalm ? Math.Max(3, _options.MaxRetryCount) : _options.MaxRetryCount;
        Dice dice = _world.Dice;
        _run = run;
        _lengthBefore = LengthOfJournal();
        bool dies = HasJournal && !isLast && dice.Chance(0.5);
        _diesAtStep = dies ? _world.Steps + dice.Between(1, dice.Of(20, 200, 1000)) : int.MaxValue;
        if (!run.IsCalm)
        {
            for (int clockSteps = dice.Of(0, 0, 0, 1, 3); clockSteps > 0; clockSteps--)
            {
                TimeSpan error = dice.Of(dice.Seconds(-10, 10), dice.Seconds(-86_400, 86_400));
                _world.Schedule(dice.Seconds(0, 200), () => run.Clock.Error = error);
            }
        }

        Task work = new Shift(_world, this, run, mayBeStopped: !isLast || !HasJournal).WorkAsync();
        await Task.WhenAny(work, run.Death);
        if (!run.IsDead)
        {
            await work;
        }

        _run = null;
    }

    private long LengthOfJournal() => File.Exists(_journal) ? new FileInfo(_journal!).Length : 0;
}
