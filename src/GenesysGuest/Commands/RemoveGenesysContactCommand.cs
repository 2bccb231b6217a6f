using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Removes contacts: by their ids, or those that are piped in.</summary>
[Cmdlet(VerbsCommon.Remove, "GenesysContact", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Contact))]
public sealed class RemoveGenesysContactCommand : ProvisioningCmdlet
{
    private readonly RowReader _rows = new();
    private ContactRemovalReader? _reader;

    /// <summary>Creates the cmdlet.</summary>
    public RemoveGenesysContactCommand()
        : base(new("contact", "Remove contact", "Removing contacts", "removed") { MayRepeat = true, Skipped = "passed over" })
    {
    }

    /// <summary>The ids of the contacts.</summary>
    [Parameter(Position = 0), ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Removes contacts, too, that the import did not create: rows whose column Change says so.</summary>
    [Parameter]
    public SwitchParameter IncludeUpdated { get; set; }

    /// <summary>Writes each contact that was removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override bool WritesResults => PassThru;

    /// <inheritdoc/>
    internal override ProvisioningSummary Nothing => base.Nothing with { IsRemoval = true };

    /// <inheritdoc/>
    private protected override ConfirmImpact Impact => ConfirmImpact.High;

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        if (MyInvocation.ExpectingInput && Id.Length > 0)
        {
            throw new GenesysException(ErrorId.InvalidContact, "Contacts are named by -Id and piped in as well. Nothing was sent.", "Do one or the other.");
        }

        if (InputObject is null && !MyInvocation.ExpectingInput && Id.Length == 0)
        {
            throw new GenesysException(ErrorId.InvalidContact, "No contact was named. Nothing was sent.", "Give the ids of contacts, or pipe contacts in.");
        }

        _reader = new ContactRemovalReader(IncludeUpdated, WriteDiagnostic);
    }

    /// <inheritdoc/>
    protected override PSObject Compose() => PSObject.AsPSObject(Id);

    /// <inheritdoc/>
    protected override ProvisioningRow? Read(PSObject source) =>
        _rows.Read(source, (cells, madeFrom) => _reader!.Read(cells, madeFrom, source.BaseObject is string or Guid ? source.BaseObject.ToString() : null));

    /// <inheritdoc/>
    protected override string Describe(ProvisioningRow first) => "A contact that is removed is gone for good.";

    /// <inheritdoc/>
    protected override Task<Provisioner> OpenAsync(Connection connection, ProvisioningOptions options, CancellationToken cancellationToken) =>
        Task.FromResult<Provisioner>(new ContactRemover(connection, options));
}
