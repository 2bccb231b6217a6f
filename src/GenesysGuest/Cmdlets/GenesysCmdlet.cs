using System.Globalization;
using System.Management.Automation;

namespace GenesysGuest;

/// <summary>The base of all cmdlets: turns errors of the library into error records.</summary>
public abstract class GenesysCmdlet : PSCmdlet
{
    private bool? _isWhatIf; // cached, because it is read for every row
    private bool? _isConfirmed;

    /// <summary>Whether the first error that is written ends the pipeline.</summary>
    protected internal bool StopsAtErrors =>
        LanguagePrimitives.TryConvertTo(
            MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? given) ? given : GetVariableValue("ErrorActionPreference"),
            CultureInfo.InvariantCulture,
            out ActionPreference preference)
        && preference == ActionPreference.Stop;

    /// <summary>Whether -WhatIf is in effect: the cmdlet only describes what it would do.</summary>
    protected internal bool IsWhatIf => _isWhatIf ??= MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
        ? LanguagePrimitives.IsTrue(given)
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    /// <summary>The impact of the cmdlet, which $ConfirmPreference is compared with.</summary>
    private protected virtual ConfirmImpact Impact => ConfirmImpact.Medium;

    /// <summary>Whether the user confirms each action. If not, ShouldProcess is not called, because it would write a verbose line each time.</summary>
    protected internal bool IsConfirmed => _isConfirmed ??= MyInvocation.BoundParameters.TryGetValue("Confirm", out object? given)
        ? LanguagePrimitives.IsTrue(given)
        : LanguagePrimitives.TryConvertTo(GetVariableValue("ConfirmPreference"), CultureInfo.InvariantCulture, out ConfirmImpact preference)
            && preference != ConfirmImpact.None && preference <= Impact;

    /// <summary>Runs one pipeline step.</summary>
    /// <param name="step">The step. Its exceptions end the cmdlet with a terminating error.</param>
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
            record = ErrorRecords.Of(exception);
        }
        catch (OperationCanceledException exception)
        {
            throw new PipelineStoppedException("The pipeline was stopped.", exception);
        }

        ThrowTerminatingError(record);
    }

    /// <summary>Writes a message of the library to its stream. Only for the pipeline's thread.</summary>
    /// <param name="diagnostic">The message.</param>
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
