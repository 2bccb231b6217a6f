using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Shows the current connection of this runspace.</summary>
[Cmdlet(VerbsCommon.Get, "GenesysConnection")]
[OutputType(typeof(Connection))]
public sealed class GetGenesysConnectionCommand : GenesysCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() => WriteObject(RunspaceSession.Resolve(given: null)));
}
