namespace GenesysGuest.Simulation;

/// <summary>What an administrator does with one list of people: runs it, and runs it again after whatever happened.</summary>
internal sealed class Job : IDisposable
{
    private static readonly GenesysEnvironment Environment = GenesysEnvironment.Parse("mypurecloud.com");

    private readonly World _world;
    private readonly Service _service;
    private readonly Weather _weather;
    private readonly string _client;
    private readonly List<GuestRow> _rows = [];
    private readonly Func<ProvisioningOptions> _options;
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
        int people = dice.Of(1, 5, 20, 60);
        for (int row = 1; row <= people; row++)
        {
            int person = HasJournal && dice.Chance(0.05) ? dice.Between(1, row) : row; // now and then someone is listed twice
            _rows.Add(new GuestRow(row, new GuestRequest($"Person {person}", $"p{person}.{number}@example.com")));
        }

        int throttle = dice.Of(1, 2, 8, 16);
        int retries = dice.Of(0, 1, 3, 5);
        TimeSpan outage = TimeSpan.FromSeconds(dice.Of(0, 30, 300));
        int? perMinute = dice.Chance(0.2) ? dice.Of(10, 60, 600) : null;
        _options = () => new ProvisioningOptions { ThrottleLimit = throttle, MaxRetryCount = retries, OutageTimeout = outage, MaxRequestsPerMinute = perMinute };
        _grant = dice.Of(GrantType.ClientCredentials, GrantType.RefreshToken, GrantType.AccessToken);
        _secret = service.NewSecret("client");
    }

    public bool HasJournal { get; }

    /// <summary>Whether others use up the same limit, or nobody says what it is: a row may meet it more often than it is sent again.</summary>
    public bool MayMeetLimit { get; init; }

    /// <summary>Whether a token that runs out is renewed.</summary>
    public bool CanRenew => _grant != GrantType.AccessToken;

    public List<Run> Runs { get; } = [];

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

        Task work = WorkAsync(run, mayBeStopped: !isLast || !HasJournal);
        await Task.WhenAny(work, run.Death);
        if (!run.IsDead)
        {
            await work;
        }

        _run = null;
    }

    private async Task WorkAsync(Run run, bool mayBeStopped)
    {
        Dice dice = _world.Dice;
        Network? network = null;
        ConnectionOptions options = new()
        {
            TimeProvider = run.Clock,
            CreateHandler = () => network = new Network(_world, _service, _weather, run),
            Random = dice.Fraction,
            RequestTimeout = TimeSpan.FromSeconds(dice.Of(5, 100)),
        };
        Grant grant = _grant switch
        {
            GrantType.ClientCredentials => Grant.ClientCredentials(Environment, new OAuthClient(_client, _secret)),
            GrantType.RefreshToken => Grant.RefreshToken(Environment, new OAuthClient(_client), _service.NewRefreshToken()),
            _ => Grant.AccessToken(Environment, _service.NewAccessToken(_client)),
        };
        try
        {
            using Connection connection = await Connection.OpenAsync(grant, options);
            ProvisioningOptions provisioning = _options();
            provisioning = provisioning with
            {
                MaxRetryCount = run.IsCalm ? Math.Max(3, provisioning.MaxRetryCount) : provisioning.MaxRetryCount,
                JournalPath = _journal,
                RetryUnknown = run.RetriesUnknown,
                Log = diagnostic =>
                {
                    _world.Say($"run {run.Number} says: {diagnostic.Message}");
                    _world.AssertNoSecretIn(diagnostic.Message);
                },
            };
            using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, provisioning);
            if (mayBeStopped && HasJournal && dice.Chance(0.1))
            {
                After(run, dice.Seconds(0, 20), () => Intrude(run));
            }

            if (dice.Chance(0.5))
            {
                await EnumerateAsync(run, connection, provisioner, mayBeStopped);
            }
            else
            {
                await PumpAsync(run, connection, provisioner, mayBeStopped);
            }

            run.IsComplete = true;
            _world.AssertNoSecretIn(provisioner.ToString());
            AssertCounts(run, provisioner.Summary);
        }
        catch (GenesysException end)
        {
            // No run began, or it ended before its end: the rows that it read are out all the same.
            _world.Say($"run {run.Number} ends: {end.Message}");
            _world.AssertNoSecretIn(end.ToString());
            run.IsComplete = true;
        }
    }

    // As a program would.
    private async Task EnumerateAsync(Run run, Connection connection, GuestProvisioner provisioner, bool mayBeStopped)
    {
        Dice dice = _world.Dice;
        CancellationTokenSource cancellation = new();
        if (mayBeStopped && dice.Chance(0.3))
        {
            After(run, dice.Seconds(0, 30), dice.Chance(0.7) ? cancellation.Cancel : connection.Dispose);
        }

        try
        {
            await foreach (GuestOutcome outcome in provisioner.RunAsync(Rows(run), cancellation.Token))
            {
                run.HandOut(outcome);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }

    // As a cmdlet would.
    private async Task PumpAsync(Run run, Connection connection, GuestProvisioner provisioner, bool mayBeStopped)
    {
        Dice dice = _world.Dice;
        bool isStopped = false;
        if (mayBeStopped && dice.Chance(0.3))
        {
            After(run, dice.Seconds(0, 30), dice.Chance(0.7) ? () => isStopped = true : connection.Dispose);
        }

        foreach (GuestRow row in Rows(run))
        {
            while (!provisioner.TryAdd(row))
            {
                await provisioner.WaitAsync(TimeSpan.FromSeconds(0.1));
                Take();
            }

            if (isStopped || provisioner.End is not null)
            {
                break;
            }
        }

        if (isStopped)
        {
            foreach (GuestOutcome outcome in (await provisioner.StopAsync(TimeSpan.FromSeconds(3))).Cast<GuestOutcome>())
            {
                run.HandOut(outcome);
            }

            return;
        }

        provisioner.Complete();
        while (await provisioner.WaitAsync(TimeSpan.FromSeconds(0.1)))
        {
            Take();
        }

        void Take()
        {
            while (provisioner.TryTake(out GuestOutcome? outcome))
            {
                run.HandOut(outcome);
            }
        }
    }

    private void After(Run run, TimeSpan time, Action action) => _world.Schedule(time, () => run.IfAlive(action));

    private long LengthOfJournal() => File.Exists(_journal) ? new FileInfo(_journal!).Length : 0;

    private IEnumerable<GuestRow> Rows(Run run)
    {
        foreach (GuestRow row in _rows)
        {
            run.Read++;
            yield return row;
        }
    }

    private void Intrude(Run run)
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

    private static void AssertCounts(Run run, ProvisioningSummary summary)
    {
        long all = summary.Created + summary.FromJournal + summary.Failed + summary.Unknown + summary.NotAttempted;
        if (all != run.Outcomes.Count())
        {
            throw new ViolationException($"Run {run.Number} handed out {run.Outcomes.Count()} rows, and counted {all}: {summary}");
        }
    }
}
