namespace GenesysGuest;

/// <summary>A connection for the length of a run: one that was made for it is closed at its end.</summary>
/// <param name="connection">The connection.</param>
/// <param name="isOurs">Whether it was made for the run.</param>
/// <param name="before">The runspace's connection before.</param>
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
