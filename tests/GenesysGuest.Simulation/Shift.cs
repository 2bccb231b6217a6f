namespace GenesysGuest.Simulation;

/// <summary>What a process does in one run: it signs in, and has all rows made, as a program would or as a cmdlet would.</summary>
/// <param name="world">The world.</param>
/// <param name="job">The job.</param>
/// <param name="run">The run.</param>
/// <param name="mayBeStopped">Whether someone may stop it, close its connection, or change its journal.</param>
internal sealed class Shift(World world, Job job, Run run, bool mayBeStopped)
{
    /// <summary>Works.</summary>
    /// <returns>When the run has ended.</returns>
    public async Task WorkAsync()
    {
        Dice dice = world.Dice;
        TimeSpan timeout = TimeSpan.FromSeconds(dice.Of(5, 100));
        Grant grant = job.NewGrant();
        try
        {
            using Connection connection = await Connection.OpenAsync(grant, new ConnectionOptions
            {
                TimeProvider = run.Clock,
                CreateHandler = () => job.NewNetwork(run),
                Random = dice.Fraction,
                RequestTimeout = timeout,
            });
            using Provisioner provisioner = await job.Target.OpenAsync(connection, job.OptionsOf(run) with { Log = Hear });
            if (mayBeStopped && job.HasJournal && dice.Chance(0.1))
            {
                After(dice.Seconds(0, 20), () => job.Intrude(run));
            }

            try
            {
                await (dice.Chance(0.5) ? EnumerateAsync(connection, provisioner) : PumpAsync(connection, provisioner));
            }
            finally
            {
                run.Summary = provisioner.Summary;
                run.HasGivenUp |= provisioner.End is not null;
            }

            run.IsComplete = true;
            world.AssertNoSecretIn(provisioner.ToString());
        }
        catch (GenesysException end)
        {
            // No run began, or it ended before its end: the rows that it read are out all the same.
            world.Say($"run {run.Number} ends: {end.Message}");
            world.AssertNoSecretIn(end.ToString());
            run.IsComplete = true;
            run.HasGivenUp = true;
        }
    }

    private void Hear(Diagnostic diagnostic)
    {
        world.Say($"run {run.Number} says: {diagnostic.Message}");
        world.AssertNoSecretIn(diagnostic.Message);
    }

    // As a program would.
    private async Task EnumerateAsync(Connection connection, Provisioner provisioner)
    {
        Dice dice = world.Dice;
        CancellationTokenSource cancellation = new();
        if (mayBeStopped && dice.Chance(0.3))
        {
            StopLater(dice.Chance(0.7) ? cancellation.Cancel : connection.Dispose);
        }

        try
        {
            await foreach (ProvisioningOutcome outcome in job.Target.RunAsync(provisioner, Rows(), cancellation.Token))
            {
                run.HandOut(outcome);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }

    // As a cmdlet would.
    private async Task PumpAsync(Connection connection, Provisioner provisioner)
    {
        Dice dice = world.Dice;
        bool isStopped = false;
        if (mayBeStopped && dice.Chance(0.3))
        {
            StopLater(dice.Chance(0.7) ? () => isStopped = true : connection.Dispose);
        }

        foreach (ProvisioningRow row in Rows())
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
            foreach (ProvisioningOutcome outcome in await provisioner.StopAsync(TimeSpan.FromSeconds(3)))
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
            while (provisioner.TryTake(out ProvisioningOutcome? outcome))
            {
                run.HandOut(outcome);
            }
        }
    }

    private void StopLater(Action stop) => After(world.Dice.Seconds(0, 30), () =>
    {
        run.IsStopped = true;
        stop();
    });

    private void After(TimeSpan time, Action action) => world.Schedule(time, () => run.IfAlive(action));

    private IEnumerable<ProvisioningRow> Rows()
    {
        foreach (ProvisioningRow row in job.Target.Rows)
        {
            run.Read++;
            yield return row;
        }
    }
}
