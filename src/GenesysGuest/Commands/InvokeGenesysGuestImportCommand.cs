using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Creates guests from files in an unattended run, such as a scheduled job.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GenesysGuestImport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ImportResult))]
public sealed class InvokeGenesysGuestImportCommand : ImportCmdlet
{
    /// <summary>Creates the cmdlet.</summary>
    public InvokeGenesysGuestImportCommand()
        : base(action: "Import guests", engine: "New-GenesysGuest")
    {
    }

    /// <summary>The column by which the journals recognize a row, regardless of its other columns.</summary>
    [Parameter, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string? IdentityColumn { get; set; }

    /// <summary>Sends rows again whose outcome is unknown from an earlier run.</summary>
    [Parameter]
    public SwitchParameter RetryUnknown { get; set; }

    /// <inheritdoc/>
    private protected override IReadOnlyList<string> PassedParameters => [.. base.PassedParameters, nameof(IdentityColumn), nameof(RetryUnknown)];
}
