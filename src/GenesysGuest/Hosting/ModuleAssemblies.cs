using System.Management.Automation;
using System.Reflection;
#if !NETSTANDARD2_0
using System.Runtime.Loader;
#endif

namespace GenesysGuest;

/// <summary>Loads the library and what it needs from <c>lib/</c>, apart from what PowerShell or other modules have loaded.</summary>
public sealed class ModuleAssemblies : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string CoreAssembly = "GenesysGuest.Core";

    private static readonly string Library = Path.Combine(Path.GetDirectoryName(typeof(ModuleAssemblies).Assembly.Location)!, "lib");

#if NETSTANDARD2_0
    /// <summary>Called by PowerShell when the module is imported.</summary>
    public void OnImport()
    {
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        TypeLiterals.Register();
    }

    /// <summary>Called by PowerShell when the module is removed.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        TypeLiterals.Unregister();
        AppDomain.CurrentDomain.AssemblyResolve -= Resolve;
    }

    // .NET Framework has one context for all: answer only for what lies here, and only if it is at least what was asked for.
    private static Assembly? Resolve(object? sender, ResolveEventArgs arguments)
    {
        AssemblyName wanted = new(arguments.Name);
        string file = Path.Combine(Library, wanted.Name + ".dll");
        return File.Exists(file) && AssemblyName.GetAssemblyName(file).Version >= wanted.Version ? Assembly.LoadFrom(file) : null;
    }
#else
    private static readonly LibraryContext Context = new();

    /// <summary>Called by PowerShell when the module is imported.</summary>
    public void OnImport()
    {
        AssemblyLoadContext.Default.Resolving += Resolve;
        TypeLiterals.Register();
    }

    /// <summary>Called by PowerShell when the module is removed.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        TypeLiterals.Unregister();
        AssemblyLoadContext.Default.Resolving -= Resolve;
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        string.Equals(name.Name, CoreAssembly, StringComparison.Ordinal) ? Context.LoadFromAssemblyName(name) : null;

    private sealed class LibraryContext() : AssemblyLoadContext("GenesysGuest")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            string file = Path.Combine(Library, assemblyName.Name + ".dll");
            return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }
#endif
}
