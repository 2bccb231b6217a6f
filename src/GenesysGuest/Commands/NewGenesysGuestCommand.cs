using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Creates guests: one by hand, or one of each row that is piped in.</summary>
[Cmdlet(VerbsCommon.New, "GenesysGuest", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Guest))]
public sealed class NewGenesysGuestCommand : ProvisioningCmdlet
{
    private RowReader? _rows;

    /// <summary>Creates the cmdlet.</summary>
    public NewGenesysGuestCommand()
        : base(action: "Create guest", activity: "Creating guests")
    {
    }

    /// <summary>The name that agents see.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias(RowSchema.DisplayName, RowSchema.FullName)]
    [AllowNull, AllowEmptyString]
    public string? Name { get; set; }

    /// <summary>The email address.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias(RowSchema.Mail, RowSchema.EmailAddress, RowSchema.UserPrincipalName)]
    [AllowNull, AllowEmptyString]
    public string? Email { get; set; }

    /// <summary>Further attributes: a hashtable, or an object with properties. Not typed, so that a bad one is that row's error.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public object? CustomAttributes { get; set; }

    /// <summary>Which of the row's further columns become attributes.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] AttributeColumn { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _rows = new RowReader(AttributeColumn, IdentityColumn, MyInvocation.ExpectingInput, WriteWarning);
    }

    /// <inheritdoc/>
    protected override PSObject TakeSource() => InputObject ?? RowReader.Compose(Name, Email, CustomAttributes);

    /// <inheritdoc/>
    protected override ProvisioningRow Read(PSObject source) => _rows!.Read(source, Name, Email, CustomAttributes);

    /// <inheritdoc/>
    protected override async Task<Provisioner> OpenAsync(Connection connection, ProvisioningOptions options, CancellationToken cancellationToken) =>
        await GuestProvisioner.OpenAsync(connection, options, cancellationToken).ConfigureAwait(false);
}
