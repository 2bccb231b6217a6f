using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Puts rows into the engine, and writes to the pipeline what comes out of it. Only on the pipeline's thread.</summary>
/// <param name="cmdlet">The cmdlet that writes.</param>
/// <param name="start">Starts the engine for the first row: where none is sent, nobody needs a connection.</param>
internal sealed class ProvisioningWriter(ProvisioningCmdlet cmdlet, Func<Provisioner> start) : IDisposable
{
    private const string LastByHand = "LastGenesysGuest";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(0.1); // of a result that is there: nobody notices
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.5);

    private Provisioner? _provisioner;
    private ProvisioningProgress? _progress;
    private Timer? _ticking;
    private readonly Queue<ErrorRecord> _errors = new();
    private long _refused;
    private long _rows;
    private long _passedOver;
    private bool _isFinished;
    private readonly WhatIfReport _whatIf = new(cmdlet);

    /// <summary>Takes in what the pipeline delivered, and writes what came out meanwhile.</summary>
    /// <param name="source">The row.</param>
    /// <param name="read">Reads it.</param>
    public void Take(PSObject source, Func<PSObject, ProvisioningRow?> read)
    {
        ProvisioningRow? row;
        _rows++;
        try
        {
            row = read(source);
        }
        catch (ProvisioningException error)
        {
            _refused++;
            _whatIf.Add(error);
            _errors.Enqueue(ErrorRecords.Of(error, source));
            WriteErrors();
            return;
        }

        if (row is null)
        {
            _passedOver++;
        }
        else if (cmdlet.IsWhatIf)
        {
            _whatIf.Add(row);
        }
        else if (!cmdlet.IsConfirmed || cmdlet.ShouldProcess(row.ToString(), cmdlet.Words.Action))
        {
            Add(row);
        }
    }

    /// <summary>Writes what is still to come, and how it went.</summary>
    public void Finish()
    {
        if (_provisioner is { } provisioner)
        {
            provisioner.Complete();
            while (WaitForMore(provisioner))
            {
                WriteOutcomes(provisioner);
            }

            _ticking?.Dispose();
            cmdlet.DoPosts();
            cmdlet.WriteProgress(_progress!.Completed());
        }

        _isFinished = true;
        ProvisioningSummary summary = Summarize();
        if (_rows == 0)
        {
            cmdlet.WriteWarning("The input has no rows.");
        }

        if (cmdlet.IsWhatIf)
        {
            _whatIf.Finish(_passedOver);
        }
        else if (_provisioner is not null || _refused + _passedOver > 0)
        {
            cmdlet.WriteInformation(summary, ["GenesysGuest"]);
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
            if (!_isFinished && UntakenReport.Of(untaken, provisioner.Summary, cmdlet.Journal, cmdlet.Words) is { } report)
            {
                cmdlet.Host?.UI?.WriteWarningLine(report); // the pipeline takes nothing any more, the host does
            }
        }

        if (!_isFinished)
        {
            Summarize(); // however the work ends
        }
    }

    private ProvisioningSummary Summarize()
    {
        ProvisioningSummary summary = _provisioner?.Summary ?? cmdlet.Nothing;
        summary = summary with { Failed = summary.Failed + _refused, PassedOver = _passedOver };
        if (cmdlet.SummaryVariable is { } variable)
        {
            cmdlet.SessionState.PSVariable.Set(variable, summary);
        }

        return summary;
    }

    private void Add(ProvisioningRow row)
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

    private Provisioner Start()
    {
        Provisioner provisioner = start();
        _progress = new ProvisioningProgress(cmdlet.Words.Activity, provisioner, cmdlet.TotalCount ?? (cmdlet.InputObject?.BaseObject as System.Collections.ICollection)?.Count);
        _ticking = new Timer(_ => cmdlet.Post(() => cmdlet.WriteProgress(_progress.Now(_refused, _passedOver))), state: null, Tick, Tick);
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
        bool isByHand = cmdlet.InputObject is null && !cmdlet.MyInvocation.ExpectingInput;
        while (provisioner.TryTake(out ProvisioningOutcome? outcome))
        {
            if (outcome.Error is { } error)
            {
                _errors.Enqueue(ErrorRecords.Of(error, outcome.Row.Source));
            }
            else if (cmdlet.WritesResults)
            {
                object? result = WithKept(outcome);
                if (isByHand && outcome.Result is Guest)
                {
                    cmdlet.SessionState.PSVariable.Set($"global:{LastByHand}", result); // its token cannot be had again
                }

                cmdlet.WriteObject(result);
            }
        }
    }

    // A column whose name the result has for itself is kept by another.
    private static object? WithKept(ProvisioningOutcome outcome)
    {
        if (outcome.Row.Kept.Count == 0)
        {
            return outcome.Result;
        }

        PSObject result = new(outcome.Result);
        foreach (KeyValuePair<string, object?> kept in outcome.Row.Kept)
        {
            result.Properties.Add(new PSNoteProperty(result.Properties[kept.Key] is null ? kept.Key : $"Row{kept.Key}", kept.Value));
        }

        return result;
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
