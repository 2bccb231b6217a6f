using System.Management.Automation;
using System.Net;
using System.Security;

namespace GenesysGuest.Commands;

/// <summary>Returns a valid access token for your own calls to the API.</summary>
[Cmdlet(VerbsCommon.Get, "GenesysAccessToken")]
[OutputType(typeof(SecureString), typeof(string))]
public sealed class GetGenesysAccessTokenCommand : AsyncCmdlet
{
    /// <summary>The connection, or null for the current one.</summary>
    [Parameter(ValueFromPipeline = true)]
    public Connection? Connection { get; set; }

    /// <summary>Returns text instead of a SecureString.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        Connection connection = RunspaceSession.Resolve(Connection);
        string token = Await(stop => connection.GetAccessTokenAsync(stop));
        WriteObject(AsPlainText ? token : new NetworkCredential("", token).SecurePassword);
    });
}
