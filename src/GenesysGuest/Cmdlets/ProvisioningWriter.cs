using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Puts rows into the engine, and writes to the pipeline what comes out of it. Only on the pipeline's thread.</summary>
/// <param name="cmdlet">The cmdlet that writes.</param>
/// <param name="start">Starts the engine for the first row: where none is sent, nobody needs a connection.</param>
internal sealed class ProvisioningWriter(ProvisioningCmdlet cmdlet, Func<Provisioner> start) : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(0.1); // of a result that is there: nobody notices
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.5);

    private Provisioner? _provisioner;
    private ProvisioningProgress? _progress;
    private Timer? _ticking;
    private long _refused;

    /// <summary>Writes the error of a row that never reaches the engine.</summary>
    /// <param name="error">What is wrong with it.</param>
    /// <param name="source">The row, as the pipeline delivered it.</param>
    public void Refuse(ProvisioningException error, PSObject source)
    {
        _refused++;
        cmdlet.WriteError(ErrorRecords.Of(error, source));
    }

    /// <summary>Puts a row into the engine, when it has room, and writes what came out meanwhile.</summary>
    /// <param name="row">The row.</param>
    public void Add(ProvisioningRow row)
    {
        Provisioner provisioner = _provisioner ??= Start();
        while (!provisioner.TryAdd(row))
        {
            cmdlet.Await(provisioner.WaitAsync(LongestDelay, cmdlet.StopToken).AsTask());
            WriteOutcomes(provisioner);
        }

        WriteOutcomes(provisioner);
        if (provisioner.End is not null)
        {
            Finish();
        }
    }

    /// <summary>Writes what is still to come, and how it went.</summary>
    public void Finish()
    {
        ProvisioningSummary summary = ProvisioningSummary.Nothing;
        if (_provisioner is { } provisioner)
        {
            provisioner.Complete();
            while (cmdlet.Await(provisioner.WaitAsync(LongestDelay, cmdlet.StopToken).AsTask()))
            {
                WriteOutcomes(provisioner);
            }

            _ticking?.Dispose();
            cmdlet.DoPosts();
            summary = provisioner.Summary;
            cmdlet.WriteProgress(_progress!.Completed());
        }

        if (_provisioner is not null || _refused > 0)
        {
            cmdlet.WriteInformation(summary with { Failed = summary.Failed + _refused }, ["GenesysGuest"]);
        }

        if (_provisioner?.End is { } end)
        {
            throw end;
        }
    }

    public void Dispose()
    {
        _ticking?.Dispose();
        if (_provisioner is { } provisioner)
        {
            // After Ctrl+C, or when a later command wants no more, rows may be under way: a journal still learns of them.
            AsyncCmdlet.WaitFor(provisioner.StopAsync(Grace));
            provisioner.Dispose();
        }
    }

    private Provisioner Start()
    {
        Provisioner provisioner = start();
        _progress = new ProvisioningProgress(cmdlet.Activity, provisioner);
        _ticking = new Timer(_ => cmdlet.Post(() => cmdlet.WriteProgress(_progress.Now(_refused))), state: null, Tick, Tick);
        return provisioner;
    }

    private void WriteOutcomes(Provisioner provisioner)
    {
        cmdlet.DoPosts();
        while (provisioner.TryTake(out ProvisioningOutcome? outcome))
        {
            if (outcome.Error is { } error)
            {
                cmdlet.WriteError(ErrorRecords.Of(error, outcome.Row.Source));
            }
            else
            {
                cmdlet.WriteObject(outcome.Result);
            }
        }
    }
}
