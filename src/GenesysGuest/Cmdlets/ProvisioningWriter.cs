using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Passes rows to the engine, and writes its outcomes to the pipeline. Only for the pipeline's thread.</summary>
/// <param name="cmdlet">The cmdlet that writes.</param>
/// <param name="start">Starts the engine for the first row. If no row is sent, no connection is needed.</param>
internal sealed class ProvisioningWriter(ProvisioningCmdlet cmdlet, Func<Provisioner> start) : IDisposable
{
    private const string LastGuest = "LastGenesysGuest";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(0.1); // a user does not notice a delay this short
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

    /// <summary>Accepts an object from the pipeline, and writes the outcomes that are ready.</summary>
    /// <param name="source">The row.</param>
    /// <param name="read">Reads the row.</param>
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
            _errors.Enqueue(ErrorOf(error, source));
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

    /// <summary>Writes the remaining outcomes and the summary.</summary>
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
            // After Ctrl+C, or if a later command stops reading, rows may be in progress. A journal still records them.
            IReadOnlyList<ProvisioningOutcome> untaken = AsyncCmdlet.WaitFor(provisioner.StopAsync(Grace));
            provisioner.Dispose();
            if (!_isFinished && UntakenReport.Of(untaken, provisioner.Summary, cmdlet.Journal, cmdlet.Words, cmdlet.IsFromParameters) is { } report)
            {
                cmdlet.Host?.UI?.WriteWarningLine(report); // the pipeline accepts no more output, but the host does
            }
        }

        if (!_isFinished)
        {
            Summarize(); // also after an error or Ctrl+C
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

    // Results come before errors, because an error may end the pipeline and the tokens that are not yet written would be lost.
    private void WriteResults(Provisioner provisioner)
    {
        cmdlet.DoPosts();

        while (provisioner.TryTake(out ProvisioningOutcome? outcome))
        {
            if (outcome.Error is { } error)
            {
                _errors.Enqueue(ErrorOf(error, outcome.Row.Source));
            }
            else if (cmdlet.WritesResults)
            {
                object? result = WithKept(outcome);
                if (cmdlet.IsFromParameters && outcome.Result is Guest)
                {
                    cmdlet.SessionState.PSVariable.Set($"global:{LastGuest}", result); // its token cannot be requested again
                }

                cmdlet.WriteObject(result);
            }
        }
    }

    // If the result already has a property with the name of the column, the column gets a prefix.
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

    private ErrorRecord ErrorOf(GenesysException error, object? target) =>
        ErrorRecords.Of(error is ProvisioningException ofRow && cmdlet.IsFromParameters ? ofRow.WithoutRow(cmdlet.PlaceOf(target)) : error, target);

    private void WriteErrors()
    {
        if (_errors.Count > 0 && _provisioner is { } provisioner && cmdlet.StopsAtErrors)
        {
            // The first error ends the pipeline. Rows in progress are completed and written before it does.
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
