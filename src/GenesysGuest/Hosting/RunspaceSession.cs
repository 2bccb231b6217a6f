using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace GenesysGuest;

/// <summary>The current connection of each runspace. It is not shared in the process, because two runspaces may serve two organizations.</summary>
internal static class RunspaceSession
{
    private static readonly ConditionalWeakTable<Runspace, Connection> Connections = new();

    /// <summary>The connection of the runspace of this thread, or null if it has none.</summary>
    public static Connection? Current
    {
        get => Connections.TryGetValue(Runspace.DefaultRunspace, out Connection? connection) ? connection : null;
        set
        {
            Runspace runspace = Runspace.DefaultRunspace;
            Connections.Remove(runspace);
            if (value is not null)
            {
                Connections.Add(runspace, value);
            }
        }
    }

    /// <summary>Returns the specified connection or the current one.</summary>
    /// <param name="given">The specified connection, or null for the current one.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="SignInException"><see cref="ErrorId.NotConnected"/>.</exception>
    public static Connection Resolve(Connection? given) => given ?? Current ?? throw new SignInException(
        ErrorId.NotConnected,
        "You are not signed in.",
        "Sign in with Connect-GenesysGuest. In a parallel loop or a thread job, which has its own runspace, pass your connection with -Connection $using:connection.");
}
