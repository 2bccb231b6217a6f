using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Makes <c>[GenesysGuest.Guest]</c> and the other public types known to PowerShell, which does not look into private load contexts.</summary>
internal static class TypeLiterals
{
    private static readonly object Gate = new();
    private static int _imports;

    /// <summary>Registers them, for the first runspace that imports the module: they are the process's, not the runspace's.</summary>
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

    /// <summary>Takes them back when the last runspace that imported the module removes it.</summary>
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

    // Not public, but what every module uses, since there is no other way.
    private static T? Method<T>(string name)
        where T : Delegate =>
        typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators")?.GetMethod(name)?.CreateDelegate(typeof(T)) as T;

    // A method of its own: the library is loaded when this is entered, after the resolver stands.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static Type[] LibraryTypes() => typeof(Connection).Assembly.GetExportedTypes();
}
