using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Ends a connection and discards its tokens.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "GenesysGuest")]
public sealed class DisconnectGenesysGuestCommand : AsyncCmdlet
{
    /// <summary>The connection, or null for the current one, if one exists.</summary>
    [Parameter(ValueFromPipeline = true)]
    public Connection? Connection { get; set; }

    /// <summary>Also asks the service to revoke the access token.</summary>
    [Parameter]
    public SwitchParameter Revoke { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        Connection? current = RunspaceSession.Current;
        Connection? leaving = Connection ?? current;
        if (leaving == current)
        {
            RunspaceSession.Current = null;
        }

        string? notRevoked = Revoke && leaving is not null ? Await(leaving.RevokeAsync) : null;
        leaving?.Dispose();
        if (notRevoked is not null)
        {
            WriteWarning(notRevoked);
        }
    });
}
