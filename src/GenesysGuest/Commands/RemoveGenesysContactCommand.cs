using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Removes contacts by their ids or from the pipeline.</summary>
[Cmdlet(VerbsCommon.Remove, "GenesysContact", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Contact))]
public sealed class RemoveGenesysContactCommand : ProvisioningCmdlet
{
    private readonly RowReader _rows = new();
    private ContactRemovalReader? _reader;

    /// <summary>Creates the cmdlet.</summary>
    public RemoveGenesysContactCommand()
        : base(new("contact", "Remove contact", "Removing contacts", "removed") { MayRepeat = true, Skipped = "skipped" })
    {
    }

    /// <summary>The ids of the contacts.</summary>
    [Parameter(Position = 0), ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Also removes contacts that the import did not create, according to the column Change.</summary>
    [Parameter]
    public SwitchParameter IncludeUpdated { get; set; }

    /// <summary>Returns each contact that was removed.</summary>
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
            throw new GenesysException(ErrorId.InvalidContact, "-Id cannot be combined with pipeline input. No request was sent.", "Use one or the other.");
        }

        if (IsFromParameters && Id.Length == 0)
        {
            throw new GenesysException(ErrorId.InvalidContact, "No contact was specified. No request was sent.", "Specify the ids of contacts with -Id, or pipe in contacts.");
        }

        _reader = new ContactRemovalReader(IncludeUpdated, WriteDiagnostic);
    }

    /// <inheritdoc/>
    internal override string PlaceOf(object? source) => Id.Length > 1 && Guid.TryParse($"{source}", out Guid id) ? $"Contact '{id}': " : "";

    /// <inheritdoc/>
    protected override PSObject Compose() => PSObject.AsPSObject(Id);

    /// <inheritdoc/>
    protected override ProvisioningRow? Read(PSObject source) =>
        _rows.Read(source, (cells, madeFrom) => _reader!.Read(cells, madeFrom, source.BaseObject is string or Guid ? source.BaseObject.ToString() : null));

    /// <inheritdoc/>
    protected override string Describe(ProvisioningRow first) => "A removal is permanent.";

    /// <inheritdoc/>
    protected override Task<Provisioner> OpenAsync(Connection connection, ProvisioningOptions options, CancellationToken cancellationToken) =>
        Task.FromResult<Provisioner>(new ContactRemover(connection, options));
}
