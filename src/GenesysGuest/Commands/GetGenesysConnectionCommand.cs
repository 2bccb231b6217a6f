using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Gets the current connection of this runspace, if one exists.</summary>
[Cmdlet(VerbsCommon.Get, "GenesysConnection")]
[OutputType(typeof(Connection))]
public sealed class GetGenesysConnectionCommand : GenesysCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RunspaceSession.Current is { } connection)
        {
            WriteObject(connection);
        }
    }
}
