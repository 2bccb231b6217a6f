namespace GenesysGuest;

/// <summary>The connection of a run. If the connection was opened for the run, it is closed at the end.</summary>
/// <param name="connection">The connection.</param>
/// <param name="isOwned">Whether the connection was opened for the run.</param>
/// <param name="before">The earlier current connection of the runspace, or null if it had none.</param>
internal sealed class SignedIn(Connection connection, bool isOwned, Connection? before) : IDisposable
{
    public Connection Connection => connection;

    public void Dispose()
    {
        if (isOwned)
        {
            RunspaceSession.Current = before;
            connection.Dispose();
        }
    }
}
