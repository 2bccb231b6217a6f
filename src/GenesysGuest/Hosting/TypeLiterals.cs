using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Makes <c>[GenesysGuest.Guest]</c> and the other public types known to PowerShell, which does not search private load contexts.</summary>
internal static class TypeLiterals
{
    private static readonly object Gate = new();
    private static int _imports;

    /// <summary>Registers the types when the first runspace imports the module. They belong to the process, not to a runspace.</summary>
    public static void Register()
    {
        lock (Gate)
        {
            if (++_imports == 1)
            {
                Action<string, Type>? add = Method<Action<string, Type>>("Add");
                foreach (Type type in LibraryTypes())
                {
                    add?.Invoke(type.FullName!, type);
                }
            }
        }
    }

    /// <summary>Removes the types when the last runspace that imported the module removes it.</summary>
    public static void Unregister()
    {
        lock (Gate)
        {
            if (--_imports == 0)
            {
                Func<string, bool>? remove = Method<Func<string, bool>>("Remove");
                foreach (Type type in LibraryTypes())
                {
                    remove?.Invoke(type.FullName!);
                }
            }
        }
    }

    // This type is internal to PowerShell, but no public alternative exists.
    private static T? Method<T>(string name)
        where T : Delegate =>
        typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators")?.GetMethod(name)?.CreateDelegate(typeof(T)) as T;

    // A separate method, so that the library is loaded only after the resolver is registered.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static Type[] LibraryTypes() => typeof(Connection).Assembly.GetExportedTypes();
}
