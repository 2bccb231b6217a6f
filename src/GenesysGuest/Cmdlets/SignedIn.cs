namespace GenesysGuest;

/// <summary>The connection of a run. If the connection was opened for the run, it is closed at the end.</summary>
/// <param name="connection">The connection.</param>
/// <param name="isOurs">Whether the connection was opened for the run.</param>
/// <param name="before">The earlier current connection of the runspace, or null if it had none.</param>
internal sealed class SignedIn(Connection connection, bool isOurs, Connection? before) : IDisposable
{
    public Connection Connection => connection;

    public void Dispose()
    {
        if (isOurs)
        {
            RunspaceSession.Current = before;
            connection.Dispose();
        }
    }
}
