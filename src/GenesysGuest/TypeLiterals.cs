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
                ForEach(static (accelerators, type) => accelerators.GetMethod("Add", [typeof(string), typeof(Type)])!.Invoke(null, [type.FullName, type]));
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
                ForEach(static (accelerators, type) => accelerators.GetMethod("Remove", [typeof(string)])!.Invoke(null, [type.FullName]));
            }
        }
    }

    private static void ForEach(Action<Type, Type> act)
    {
        // Not public, but what every module uses, since there is no other way.
        if (typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators") is not { } accelerators)
        {
            return;
        }

        foreach (Type type in LibraryTypes())
        {
            act(accelerators, type);
        }
    }

    // A method of its own: the library is loaded when this is entered, after the resolver stands.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static IEnumerable<Type> LibraryTypes() => typeof(Connection).Assembly.GetExportedTypes().Where(t => !t.IsNested);
}
