using System.Management.Automation;
using System.Net;

namespace GenesysGuest.Commands;

/// <summary>Finds contacts by id, email address, or external id, or from rows in the pipeline.</summary>
[Cmdlet(VerbsCommon.Get, "GenesysContact", DefaultParameterSetName = IdSet)]
[OutputType(typeof(Contact))]
public sealed class GetGenesysContactCommand : AsyncCmdlet
{
    private const string IdSet = "Id";
    private const string EmailSet = "Email";
    private const string ExternalIdSet = "ExternalId";
    private const string RowSet = "Row";

    private readonly RowReader _rows = new();
    private ContactKeyReader? _reader;
    private string? _sourceId;

    /// <summary>The ids of contacts.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0), ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>The email addresses of contacts.</summary>
    [Parameter(ParameterSetName = EmailSet, Mandatory = true), ValidateNotNullOrEmpty]
    public string[] Email { get; set; } = [];

    /// <summary>The ids of contacts in the external source.</summary>
    [Parameter(ParameterSetName = ExternalIdSet, Mandatory = true), ValidateNotNullOrEmpty]
    public string[] ExternalId { get; set; } = [];

    /// <summary>The external source: its name or id.</summary>
    [Parameter(ParameterSetName = ExternalIdSet, Mandatory = true)]
    [Parameter(ParameterSetName = RowSet), ValidateNotNullOrEmpty]
    public string? ExternalSource { get; set; }

    /// <summary>A contact, a row of any kind that identifies one, or text that is an id or an email address.</summary>
    [Parameter(ParameterSetName = RowSet, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The columns that may hold the email address. The first that is not empty is used.</summary>
    [Parameter(ParameterSetName = RowSet), ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] EmailColumn { get; set; } = [];

    /// <summary>The column that holds the external id.</summary>
    [Parameter(ParameterSetName = RowSet), ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string? ExternalIdColumn { get; set; }

    /// <summary>The connection, or null for the current one.</summary>
    [Parameter]
    public Connection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        if (ExternalIdColumn is not null && ExternalSource is null)
        {
            throw new GenesysException(ErrorId.ContactSettingInvalid, "-ExternalIdColumn requires an external source. No request was sent.", "Specify the source of the ids.")
            {
                NextStep = NextStep.NameExternalSource,
            };
        }

        Connection connection = RunspaceSession.Resolve(Connection);
        if (ExternalSource is { } source)
        {
            _sourceId ??= Await(stop => connection.FindExternalSourceAsync(source, Log, stop)).Id;
        }

        IEnumerable<object> all = ParameterSetName is RowSet ? RowReader.RowsIn(InputObject ?? new PSObject())
            : ParameterSetName is EmailSet ? Email.Select(ContactKey.Email)
            : ParameterSetName is ExternalIdSet ? ExternalId.Select(id => ContactKey.ExternalId(id, _sourceId!))
            : Id.Select(ContactKey.Id);
        foreach (object input in all)
        {
            Find(connection, input);
        }
    });

    private void Find(Connection connection, object input)
    {
        try
        {
            if ((input as ContactKey ?? Read((PSObject)input)) is { } key)
            {
                WriteObject(Await(stop => connection.FindContactAsync(key, Log, stop)));
            }
        }
        catch (GenesysException error) when (error is { ErrorId: ErrorId.ContactNotFound }
            or { ErrorId: ErrorId.ContactRejected, StatusCode: not (HttpStatusCode.NotFound or (>= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest)) } // 404 and 3xx mean that the address is wrong, not the contact
            or ProvisioningException { ErrorId: ErrorId.InvalidContact })
        {
            WriteError(ErrorRecords.Of(error, input is ContactKey given ? given.Value : input)); // the next contact may exist
        }
    }

    private ContactKey? Read(PSObject row)
    {
        ContactKeyReader reader = _reader ??= new(
            new RowReadingOptions { EmailColumn = EmailColumn, ExternalIdColumn = ExternalIdColumn, Pattern = RowReader.Pattern, Log = WriteDiagnostic }, _sourceId);
        return row.BaseObject is string or Guid ? reader.Read(row.BaseObject.ToString()!) : _rows.Read(row, reader.Read);
    }

    private void Log(Diagnostic diagnostic) => Post(() => WriteDiagnostic(diagnostic));
}
