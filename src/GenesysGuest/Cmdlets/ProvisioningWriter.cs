using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Puts rows into the engine, and writes to the pipeline what comes out of it. Only on the pipeline's thread.</summary>
/// <param name="cmdlet">The cmdlet that writes.</param>
/// <param name="activity">What the progress bar calls the work.</param>
/// <param name="start">Starts the engine for the first row: where none is sent, nobody needs a connection.</param>
internal sealed class ProvisioningWriter(ProvisioningCmdlet cmdlet, string activity, Func<Provisioner> start) : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(0.1); // of a result that is there: nobody notices
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.5);

    private Provisioner? _provisioner;
    private ProvisioningProgress? _progress;
    private Timer? _ticking;
    private readonly Queue<ErrorRecord> _errors = new();
    private long _refused;

    /// <summary>Writes the error of a row that never reaches the engine.</summary>
    /// <param name="error">What is wrong with it.</param>
    /// <param name="source">The row, as the pipeline delivered it.</param>
    public void Refuse(ProvisioningException error, PSObject source)
    {
        _refused++;
        _errors.Enqueue(ErrorRecords.Of(error, source));
        WriteErrors();
    }

    /// <summary>Puts a row into the engine, when it has room, and writes what came out meanwhile.</summary>
    /// <param name="row">The row.</param>
    public void Add(ProvisioningRow row)
    {
        Provisioner provisioner = _provisioner ??= Start();
        while (!provisioner.TryAdd(row))
        {
            WaitForMore(provisioner);
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
            while (WaitForMore(provisioner))
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
            IReadOnlyList<ProvisioningOutcome> untaken = AsyncCmdlet.WaitFor(provisioner.StopAsync(Grace));
            provisioner.Dispose();
            if (UntakenReport.Of(untaken, cmdlet.JournalPath is not null) is { } report)
            {
                cmdlet.Host?.UI?.WriteWarningLine(report); // the pipeline takes nothing any more, the host does
            }
        }
    }

    private Provisioner Start()
    {
        Provisioner provisioner = start();
        _progress = new ProvisioningProgress(activity, provisioner);
        _ticking = new Timer(_ => cmdlet.Post(() => cmdlet.WriteProgress(_progress.Now(_refused))), state: null, Tick, Tick);
        return provisioner;
    }

    private bool WaitForMore(Provisioner provisioner) => cmdlet.Await(provisioner.WaitAsync(LongestDelay, cmdlet.StopToken).AsTask());

    private void WriteOutcomes(Provisioner provisioner)
    {
        WriteResults(provisioner);
        WriteErrors();
    }

    // Before errors: an error may end the pipeline, and a token that was not written by then would be lost.
    private void WriteResults(Provisioner provisioner)
    {
        cmdlet.DoPosts();
        while (provisioner.TryTake(out ProvisioningOutcome? outcome))
        {
            if (outcome.Error is { } error)
            {
                _errors.Enqueue(ErrorRecords.Of(error, outcome.Row.Source));
            }
            else
            {
                cmdlet.WriteObject(outcome.Result);
            }
        }
    }

    private void WriteErrors()
    {
        if (_errors.Count > 0 && _provisioner is { } provisioner && cmdlet.StopsAtErrors)
        {
            // The first error ends the pipeline: what is under way is waited for and written before it does.
            provisioner.Stop();
            while (WaitForMore(provisioner))
            {
                WriteResults(provisioner);
            }

            _ticking?.Dispose();
            cmdlet.WriteProgress(_progress!.Completed());
        }

        while (_errors.Count > 0)
        {
            cmdlet.WriteError(_errors.Dequeue());
        }
    }
}
