using System.Management.Automation;
using System.Net;
using System.Security;

namespace GenesysGuest.Commands;

/// <summary>Hands out an access token that is good now, for calls that this module does not make.</summary>
[Cmdlet(VerbsCommon.Get, "GenesysAccessToken")]
[OutputType(typeof(SecureString), typeof(string))]
public sealed class GetGenesysAccessTokenCommand : AsyncCmdlet
{
    /// <summary>The connection; none given: the current one.</summary>
    [Parameter(ValueFromPipeline = true)]
    public Connection? Connection { get; set; }

    /// <summary>As text, not as a SecureString.</summary>
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
