using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Creates and updates contacts from files in an unattended run, such as a scheduled job.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GenesysContactImport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ImportResult))]
public sealed class InvokeGenesysContactImportCommand : ImportCmdlet
{
    /// <summary>Creates the cmdlet.</summary>
    public InvokeGenesysContactImportCommand()
        : base(action: "Import contacts", engine: "Set-GenesysContact")
    {
    }

    /// <summary>The external source of the external ids: its name or id.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? ExternalSource { get; set; }

    /// <summary>The column that holds the external id.</summary>
    [Parameter, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string? ExternalIdColumn { get; set; }

    /// <summary>The schema of the custom fields: its name or id.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? Schema { get; set; }

    /// <summary>The id of the division for new contacts.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? DivisionId { get; set; }

    /// <inheritdoc/>
    private protected override IReadOnlyList<string> PassedParameters => [.. base.PassedParameters, nameof(ExternalSource), nameof(ExternalIdColumn), nameof(Schema), nameof(DivisionId)];

    /// <inheritdoc/>
    private protected override string Results => "contacts";

    /// <inheritdoc/>
    private protected override bool KeepsJournals => false; // a contact must match the most recent file

    /// <inheritdoc/>
    internal override ErrorId InvalidRow => ErrorId.InvalidContact;
}
