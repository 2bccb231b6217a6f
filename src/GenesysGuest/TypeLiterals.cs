using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Makes <c>[GenesysGuest.Guest]</c> and the other public types known to PowerShell, which does not look into private load contexts.</summary>
internal static class TypeLiterals
{
    /// <summary>Registers them; a name that is taken stays as it is.</summary>
    public static void Register() => ForEach(static (accelerators, type) =>
        accelerators.GetMethod("Add", [typeof(string), typeof(Type)])!.Invoke(null, [type.FullName, type]));

    /// <summary>Takes them back.</summary>
    public static void Unregister() => ForEach(static (accelerators, type) =>
        accelerators.GetMethod("Remove", [typeof(string)])!.Invoke(null, [type.FullName]));

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
