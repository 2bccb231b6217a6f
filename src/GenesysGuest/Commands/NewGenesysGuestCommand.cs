using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Creates guests from parameters or from rows in the pipeline.</summary>
[Cmdlet(VerbsCommon.New, "GenesysGuest", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Guest))]
public sealed class NewGenesysGuestCommand : RowCmdlet
{
    private readonly RowReader _rows = new();
    private GuestRowReader? _reader;
    private Func<ICells, object?, GuestRow?>? _read;

    /// <summary>Creates the cmdlet.</summary>
    public NewGenesysGuestCommand()
        : base(new("guest", "Create guest", "Creating guests", "created"))
    {
    }

    /// <summary>The name that agents see. With rows, it applies to every row.</summary>
    [Parameter(Position = 0)]
    [Alias(RowSchema.DisplayName, RowSchema.FullName)]
    [AllowNull, AllowEmptyString]
    public string? Name { get; set; }

    /// <summary>The email address. With rows, it applies to every row.</summary>
    [Parameter(Position = 1)]
    [Alias(RowSchema.Mail, RowSchema.EmailAddress, RowSchema.UserPrincipalName)]
    [AllowNull, AllowEmptyString]
    public string? Email { get; set; }

    /// <summary>Additional attributes: a hashtable, or an object with properties. Untyped, so that an invalid value causes an error of its row.</summary>
    [Parameter]
    [AllowNull]
    public object? CustomAttributes { get; set; }

    /// <summary>The column by which the journal recognizes a row, or null to recognize it by its entire content.</summary>
    [Parameter, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string? IdentityColumn { get; set; }

    /// <summary>Sends rows again whose outcome is unknown from an earlier run with the same journal.</summary>
    [Parameter]
    public SwitchParameter RetryUnknown { get; set; }

    /// <inheritdoc/>
    private protected override string? NeedsJournal => RetryUnknown ? nameof(RetryUnknown) : IdentityColumn is null ? null : nameof(IdentityColumn);

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        GuestRowReader reader = _reader = new GuestRowReader(Reading with { IdentityColumn = IdentityColumn });
        _read = IsFromParameters ? (cells, source) => reader.Read(cells, source, Name ?? "", Email ?? "", CustomAttributes) : (cells, source) => reader.Read(cells, source, Name, Email, CustomAttributes);
    }

    private protected override ProvisioningOptions Options() => base.Options() with { IdentityColumn = IdentityColumn, RetryUnknown = RetryUnknown };

    /// <inheritdoc/>
    protected override PSObject Compose() => RowReader.Compose((RowSchema.Name, Name ?? ""), (RowSchema.Email, Email ?? ""), (RowSchema.CustomAttributes, CustomAttributes));

    /// <inheritdoc/>
    protected override ProvisioningRow? Read(PSObject source) => _rows.Read(source, _read!);

    /// <inheritdoc/>
    protected override string Describe(ProvisioningRow first)
    {
        string from = string.Join("; ", new[]
        {
            $"the name from {From(_reader!.NameColumns, Name is not null)}",
            $"the email address from {From(_reader.EmailColumns, Email is not null)}",
            _reader.AttributeColumns.Count > 0 ? $"attributes from {From(_reader.AttributeColumns, isGiven: false)}" : "no attributes from columns",
        });
        return $"Values read: {from}.{Environment.NewLine}The first row would be sent as {((GuestRow)first).Request.ToBody()}";
    }

    /// <inheritdoc/>
    protected override async Task<Provisioner> OpenAsync(Connection connection, ProvisioningOptions options, CancellationToken cancellationToken) =>
        await GuestProvisioner.OpenAsync(connection, options, cancellationToken).ConfigureAwait(false);
}
