using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Creates or updates contacts from parameters or from rows in the pipeline.</summary>
[Cmdlet(VerbsCommon.Set, "GenesysContact", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Contact))]
public sealed class SetGenesysContactCommand : RowCmdlet
{
    private readonly RowReader _rows = new();
    private ContactSettings? _settings;
    private ContactRowReader? _reader;
    private Func<ICells, object?, ContactRow?>? _read;

    /// <summary>Creates the cmdlet.</summary>
    public SetGenesysContactCommand()
        : base(new("contact", "Create or update contact", "Writing contacts", "created or updated") { MayRepeat = true })
    {
    }

    /// <summary>The first name. With rows, it applies to every row.</summary>
    [Parameter]
    public string? FirstName { get; set; }

    /// <summary>The last name. With rows, it applies to every row.</summary>
    [Parameter]
    public string? LastName { get; set; }

    /// <summary>The email address. With rows, it applies to every row.</summary>
    [Parameter]
    [Alias(RowSchema.Mail, RowSchema.EmailAddress, RowSchema.UserPrincipalName)]
    public string? Email { get; set; }

    /// <summary>The id in the external source. With rows, it applies to every row.</summary>
    [Parameter]
    public string? ExternalId { get; set; }

    /// <summary>Custom fields: a hashtable, or an object with properties. Untyped, so that an invalid value causes an error of its row.</summary>
    [Parameter]
    [AllowNull]
    public object? CustomFields { get; set; }

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

    /// <summary>Asks the service to check the rows and to report what it would do, without changing anything.</summary>
    [Parameter]
    public SwitchParameter DryRun { get; set; }

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        ContactChoice choice = new(ExternalSource, Schema, DivisionId, DryRun);
        _settings = IsWhatIf ? choice.Unchecked() : Find(choice, RunspaceSession.Resolve(Connection));
        if (IsFromParameters && ExternalSource is null && !string.IsNullOrWhiteSpace(ExternalId))
        {
            throw new GenesysException(ErrorId.ContactSettingInvalid, "-ExternalId requires an external source. The contact was not sent.", "Specify the source of the id.")
            {
                NextStep = NextStep.NameExternalSource,
            };
        }

        ContactRowReader reader = _reader = new ContactRowReader(Reading with { ExternalIdColumn = ExternalIdColumn }, _settings);
        ContactValues given = new(FirstName, LastName, Email ?? (IsFromParameters ? "" : null), ExternalId, CustomFields);
        _read = (cells, source) => reader.Read(cells, source, given);
    }

    /// <inheritdoc/>
    internal override ProvisioningSummary Nothing => base.Nothing with { IsDryRun = DryRun };

    /// <inheritdoc/>
    protected override PSObject Compose() => RowReader.Compose(
        (RowSchema.FirstName, FirstName), (RowSchema.LastName, LastName), (RowSchema.Email, Email ?? ""), (RowSchema.ExternalId, ExternalId ?? (ExternalSource is null ? null : "")), (RowSchema.CustomFields, CustomFields));

    /// <inheritdoc/>
    protected override ProvisioningRow? Read(PSObject source) => _rows.Read(source, _read!);

    /// <inheritdoc/>
    protected override string Describe(ProvisioningRow first)
    {
        string from = string.Join("; ", new[]
        {
            $"the name from {From(_reader!.NameColumns, (FirstName ?? LastName) is not null)}",
            $"the email address from {From(_reader.EmailColumns, Email is not null)}",
            $"the external id from {From(_reader.ExternalIdColumn is { } column ? [column] : [], ExternalId is not null)}",
            _reader.AttributeColumns.Count > 0 ? $"custom fields from {From(_reader.AttributeColumns, isGiven: false)}" : "no custom fields from columns",
        });
        string note = ExternalSource is null && Schema is null ? "" : $"{Environment.NewLine}To look up the external source and the schema and to check the custom fields with the service, use -DryRun.";
        return $"Values read: {from}.{Environment.NewLine}The first row would be sent as {((ContactRow)first).Request.ToBody(_settings!)}{note}";
    }

    private ContactSettings Find(ContactChoice choice, Connection connection) => Await(stop => choice.FindAsync(connection, Log, stop));

    /// <inheritdoc/>
    protected override async Task<Provisioner> OpenAsync(Connection connection, ProvisioningOptions options, CancellationToken cancellationToken) =>
        await ContactProvisioner.OpenAsync(connection, _settings, options, cancellationToken).ConfigureAwait(false);
}
