using System.Management.Automation;
using System.Reflection;
#if !NETSTANDARD2_0
using System.Runtime.Loader;
#endif

namespace GenesysGuest;

/// <summary>Loads the library and its dependencies from <c>lib/</c>, separate from the assemblies of PowerShell and other modules.</summary>
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

    // .NET Framework has one load context for all modules. Resolve only assemblies in lib/, and only if the version is high enough.
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
