using System.Globalization;
using System.Management.Automation;

namespace GenesysGuest;

/// <summary>What all cmdlets share: errors of the library become error records, and the connection is the runspace's unless given.</summary>
public abstract class GenesysCmdlet : PSCmdlet
{
    private bool? _isWhatIf; // asked for each of a million rows
    private bool? _isConfirmed;

    /// <summary>Whether the first error that is written ends the pipeline.</summary>
    protected internal bool StopsAtErrors =>
        LanguagePrimitives.TryConvertTo(
            MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? given) ? given : GetVariableValue("ErrorActionPreference"),
            CultureInfo.InvariantCulture,
            out ActionPreference preference)
        && preference == ActionPreference.Stop;

    /// <summary>Whether nothing is to be done, only said.</summary>
    protected internal bool IsWhatIf => _isWhatIf ??= MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
        ? LanguagePrimitives.IsTrue(given)
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    /// <summary>How much it matters what the cmdlet does: from which impact on users want to be asked.</summary>
    private protected virtual ConfirmImpact Impact => ConfirmImpact.Medium;

    /// <summary>Whether the user is asked before something is done. If not, PowerShell is not asked either: it would write a verbose line each time.</summary>
    protected internal bool IsConfirmed => _isConfirmed ??= MyInvocation.BoundParameters.TryGetValue("Confirm", out object? given)
        ? LanguagePrimitives.IsTrue(given)
        : LanguagePrimitives.TryConvertTo(GetVariableValue("ConfirmPreference"), CultureInfo.InvariantCulture, out ConfirmImpact preference)
            && preference != ConfirmImpact.None && preference <= Impact;

    /// <summary>Does the work of one pipeline step.</summary>
    /// <param name="step">The work; what it throws ends the cmdlet with a terminating error.</param>
    protected void Guard(Action step)
    {
        ErrorRecord record;
        try
        {
            step();
            return;
        }
        catch (GenesysException exception)
        {
            record = ErrorRecords.Of(exception, target: null);
        }
        catch (ArgumentException exception)
        {
            record = new ErrorRecord(exception, "InvalidArgument", ErrorCategory.InvalidArgument, exception.ParamName);
        }
        catch (OperationCanceledException exception)
        {
            throw new PipelineStoppedException("The pipeline was stopped.", exception);
        }

        ThrowTerminatingError(record);
    }

    /// <summary>Writes what the library has to say, to the stream that it belongs to; only on the pipeline's thread.</summary>
    /// <param name="diagnostic">What it says.</param>
    protected void WriteDiagnostic(Diagnostic diagnostic)
    {
        switch (diagnostic.Level)
        {
            case DiagnosticLevel.Debug: WriteDebug(diagnostic.Message); break;
            case DiagnosticLevel.Verbose: WriteVerbose(diagnostic.Message); break;
            default: WriteWarning(diagnostic.Message); break;
        }
    }
}
