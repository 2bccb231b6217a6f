namespace GenesysGuest.Tests.Modules;

/// <summary>A test of what was built for .NET Framework: on Windows, or on machines with mono, though that does not bind versions quite as .NET Framework does.</summary>
internal sealed class MonoFactAttribute : FactAttribute
{
    public static string? Mono { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, "mono")).FirstOrDefault(File.Exists);

    public override string? Skip
    {
        get => base.Skip ?? (OperatingSystem.IsWindows() || IsWhole ? null : "There is no mono on PATH with netstandard and System.Net.Http (Debian: mono-devel, libmono-system-net-http4.0-cil).");
        set => base.Skip = value;
    }

    private static bool IsWhole { get; } = Mono is not null
        && new[] { "Facades/netstandard.dll", "System.Net.Http.dll" }.All(file => File.Exists(Path.Combine(Path.GetDirectoryName(Mono)!, "..", "lib", "mono", "4.5", file)));
}
