using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Forgets a connection and its tokens.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "GenesysGuest")]
public sealed class DisconnectGenesysGuestCommand : AsyncCmdlet
{
    /// <summary>The connection; none given: the current one, if there is one.</summary>
    [Parameter(ValueFromPipeline = true)]
    public Connection? Connection { get; set; }

    /// <summary>Has the service revoke the access token, too.</summary>
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
