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
        Connection? ending = Connection ?? current;
        if (ending == current)
        {
            RunspaceSession.Current = null;
        }

        string? notRevoked = Revoke && ending is not null ? Await(ending.RevokeAsync) : null;
        ending?.Dispose();
        if (notRevoked is not null)
        {
            WriteWarning(notRevoked);
        }
    });
}
