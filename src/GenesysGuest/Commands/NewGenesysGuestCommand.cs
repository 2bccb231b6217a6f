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

    /// <summary>The name that agents see; for rows: of every one.</summary>
    [Parameter(Position = 0)]
    [Alias(RowSchema.DisplayName, RowSchema.FullName)]
    [AllowNull, AllowEmptyString]
    public string? Name { get; set; }

    /// <summary>The email address; for rows: of every one.</summary>
    [Parameter(Position = 1)]
    [Alias(RowSchema.Mail, RowSchema.EmailAddress, RowSchema.UserPrincipalName)]
    [AllowNull, AllowEmptyString]
    public string? Email { get; set; }

    /// <summary>Further attributes: a hashtable, or an object with properties. Not typed, so that a bad one is that row's error.</summary>
    [Parameter]
    [AllowNull]
    public object? CustomAttributes { get; set; }

    /// <summary>Which of the row's columns hold the name, joined by a space.</summary>
    [Parameter, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] NameColumn { get; set; } = [];

    /// <summary>Which of the row's columns may hold the email address: the first that is not empty counts.</summary>
    [Parameter, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] EmailColumn { get; set; } = [];

    /// <summary>Which of the row's further columns become attributes.</summary>
    [Parameter, SupportsWildcards, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] AttributeColumn { get; set; } = [];

    /// <summary>Which of the row's columns stand beside the guest that comes out.</summary>
    [Parameter, SupportsWildcards, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] KeepColumn { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _rows = new RowReader(new RowReadingOptions
        {
            NameColumn = NameColumn,
            EmailColumn = EmailColumn,
            AttributeColumn = AttributeColumn,
            KeepColumn = KeepColumn,
            IdentityColumn = IdentityColumn,
            Pattern = RowReader.Pattern,
            Log = WriteDiagnostic,
        });
    }

    /// <inheritdoc/>
    protected override PSObject Compose() => RowReader.Compose(Name, Email, CustomAttributes);

    /// <inheritdoc/>
    protected override ProvisioningRow? Read(PSObject source) => InputObject is null && !MyInvocation.ExpectingInput
        ? _rows!.Read(source, Name ?? "", Email ?? "", CustomAttributes)
        : _rows!.Read(source, Name, Email, CustomAttributes);

    /// <inheritdoc/>
    protected override string Describe(ProvisioningRow first)
    {
        GuestRowReader reader = _rows!.Reader;
        string from = string.Join("; ", new[]
        {
            $"the name from {Quoted(reader.NameColumns, Name is not null)}",
            $"the email address from {Quoted(reader.EmailColumns, Email is not null)}",
            reader.AttributeColumns.Count > 0 ? $"attributes from {Quoted(reader.AttributeColumns, isGiven: false)}" : "no attributes from columns",
        });
        return $"Read: {from}.{Environment.NewLine}The first would be sent as {((GuestRow)first).Request.ToBody()}";

        static string Quoted(IReadOnlyList<string> columns, bool isGiven) => isGiven ? "the parameter" : string.Join(", ", columns.Select(column => $"'{column}'"));
    }

    /// <inheritdoc/>
    protected override async Task<Provisioner> OpenAsync(Connection connection, ProvisioningOptions options, CancellationToken cancellationToken) =>
        await GuestProvisioner.OpenAsync(connection, options, cancellationToken).ConfigureAwait(false);
}
