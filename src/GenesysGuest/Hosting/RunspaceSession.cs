using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace GenesysGuest;

/// <summary>The current connection of each runspace. Never the process's: two runspaces may serve two organizations.</summary>
internal static class RunspaceSession
{
    private static readonly ConditionalWeakTable<Runspace, Connection> Connections = new();

    /// <summary>The connection of the runspace that this thread serves; null: none.</summary>
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

    /// <summary>A given connection, or the current one.</summary>
    /// <param name="given">What the user gave.</param>
    /// <returns>A connection.</returns>
    /// <exception cref="SignInException"><see cref="ErrorId.NotConnected"/>.</exception>
    public static Connection Resolve(Connection? given) => given ?? Current ?? throw new SignInException(
        ErrorId.NotConnected,
        "You are not signed in.",
        "Sign in with Connect-GenesysGuest. In a parallel loop or a job, which has a runspace of its own, pass your connection on: -Connection $using:connection.");
}
