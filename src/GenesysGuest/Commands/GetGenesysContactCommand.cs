using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Finds contacts: by id, email address or external id.</summary>
[Cmdlet(VerbsCommon.Get, "GenesysContact", DefaultParameterSetName = ById)]
[OutputType(typeof(Contact))]
public sealed class GetGenesysContactCommand : AsyncCmdlet
{
    private const string ById = "Id";
    private const string ByEmail = "Email";
    private const string ByExternalId = "ExternalId";

    private string? _sourceId;

    /// <summary>The contact's id.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ContactId")]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>An email address that the contact has.</summary>
    [Parameter(ParameterSetName = ByEmail, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias(RowSchema.Mail, RowSchema.EmailAddress, RowSchema.UserPrincipalName)]
    [ValidateNotNullOrEmpty]
    public string[] Email { get; set; } = [];

    /// <summary>The contact's id in the external source.</summary>
    [Parameter(ParameterSetName = ByExternalId, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] ExternalId { get; set; } = [];

    /// <summary>The external source: its name or id.</summary>
    [Parameter(ParameterSetName = ByExternalId, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? ExternalSource { get; set; }

    /// <summary>The connection; none given: the current one.</summary>
    [Parameter]
    public Connection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        Connection connection = RunspaceSession.Resolve(Connection);
        foreach (string value in ParameterSetName switch { ByEmail => Email, ByExternalId => ExternalId, _ => Id })
        {
            if (Await(stop => FindAsync(connection, value, stop)) is { } contact)
            {
                WriteObject(contact);
            }
            else
            {
                WriteError(ErrorRecords.Of(NotFound(value), value));
            }
        }
    });

    private async Task<Contact?> FindAsync(Connection connection, string value, CancellationToken stop)
    {
        if (ParameterSetName is ById)
        {
            return await connection.GetContactAsync(value, Log, stop).ConfigureAwait(false);
        }

        if (ParameterSetName is ByEmail)
        {
            return await connection.FindContactByEmailAsync(value, Log, stop).ConfigureAwait(false);
        }

        _sourceId ??= (await connection.FindExternalSourceAsync(ExternalSource!, Log, stop).ConfigureAwait(false)).Id;
        return await connection.FindContactByExternalIdAsync(value, _sourceId, Log, stop).ConfigureAwait(false);
    }

    private void Log(Diagnostic diagnostic) => Post(() => WriteDiagnostic(diagnostic));

    private GenesysException NotFound(string value) => new(
        ErrorId.ContactNotFound, $"There is no contact with the {ParameterSetName switch { ByEmail => "email address", ByExternalId => "external id", _ => "id" }} '{value}'.",
        "Check the value. A contact of a division that you may not see counts as not there.");
}
