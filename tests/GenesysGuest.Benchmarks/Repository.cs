using System.Reflection;

namespace GenesysGuest.Benchmarks;

/// <summary>Where things lie, as the build wrote it down.</summary>
internal static class Repository
{
    public static string Module => Metadata("Module");

    public static string Sandbox => Path.Combine(
        Metadata("Repository"), "src", "GenesysGuest.Sandbox", "bin", Metadata("BuildConfiguration"), "net10.0", "GenesysGuest.Sandbox.dll");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => string.Equals(a.Key, key, StringComparison.Ordinal)).Value!;
}
