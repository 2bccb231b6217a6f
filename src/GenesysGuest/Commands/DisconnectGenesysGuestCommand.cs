using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Forgets a connection and its tokens.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "GenesysGuest")]
public sealed class DisconnectGenesysGuestCommand : GenesysCmdlet
{
    /// <summary>The connection; none given: the current one, if there is one.</summary>
    [Parameter(ValueFromPipeline = true)]
    public Connection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Connection? current = RunspaceSession.Current;
        Connection? leaving = Connection ?? current;
        if (leaving == current)
        {
            RunspaceSession.Current = null;
        }

        leaving?.Dispose();
    }
}
