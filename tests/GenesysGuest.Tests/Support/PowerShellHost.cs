using System.Diagnostics;
using System.Reflection;

namespace GenesysGuest.Tests;

/// <summary>A PowerShell that can be started. The only place that knows where one is: the project's own, which the build restores, and those on PATH.</summary>
/// <param name="Name">What tells it from the others.</param>
/// <param name="Program">The program to start.</param>
/// <param name="Leading">What comes before PowerShell's own arguments.</param>
internal sealed record PowerShellHost(string Name, string Program, params string[] Leading)
{
    /// <summary>The one that the build restored: a .NET tool, started as <c>dotnet exec</c> with its assembly.</summary>
    public static PowerShellHost OfProject { get; } = new("project", "dotnet", "exec", Metadata("PowerShellAssembly"));

    /// <summary>The manifest of the Pester that the build restored.</summary>
    public static string Pester { get; } = Metadata("PesterManifest");

    /// <summary>The folder into which the build restored packages.</summary>
    public static string Packages { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Pester)!, "..", "..", ".."));

    /// <summary>What must be there before the project's PowerShell can start; null: it is there.</summary>
    public static string? Missing => new[] { OfProject.Leading[^1], Pester }.Where(file => !File.Exists(file)).Select(file => $"{file} is missing: 'dotnet restore' brings it.").FirstOrDefault();

    /// <summary>Every other PowerShell that a user of this machine would start by its name.</summary>
    public static IReadOnlyList<PowerShellHost> OnPath { get; } =
    [
        .. from name in OperatingSystem.IsWindows() ? (string[])["pwsh.exe", "powershell.exe"] : ["pwsh"]
           from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
           let file = new FileInfo(Path.Combine(folder.Trim('"'), name))
           where file is { Exists: true, Length: > 0 } || file.LinkTarget is not null // an alias of the Microsoft Store that leads nowhere is empty
           group file by file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName into same // one behind two names is one
           select new PowerShellHost(same.First().FullName, same.First().FullName),
    ];

    /// <summary>Whether it is an installation of its own: it starts in a fraction of the time that a .NET tool takes.</summary>
    public bool IsNative =>
        new FileInfo(Program) is { Exists: true } file // "dotnet" is looked for on PATH
        && File.Exists(Path.Combine(Path.GetDirectoryName(file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Program)!, "System.Management.Automation.dll"));

    /// <summary>How it is started so that nobody is asked anything and nothing is left behind in the user's folders.</summary>
    /// <param name="arguments">PowerShell's own arguments.</param>
    /// <returns>With all three streams redirected.</returns>
    public ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        string[] policy = OperatingSystem.IsWindows() ? ["-ExecutionPolicy", "Bypass"] : []; // Windows PowerShell runs no script at all unless told so
        ProcessStartInfo start = new(Program, [.. Leading, "-NoLogo", "-NoProfile", "-NonInteractive", .. policy, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (Path.GetFileNameWithoutExtension(Program).Equals("powershell", StringComparison.OrdinalIgnoreCase))
        {
            start.Environment.Remove("PSModulePath"); // what a PowerShell 7 further up has there are modules of its own
        }

        string cache = Path.Combine(Path.GetTempPath(), "GenesysGuest.PowerShell");
        start.Environment["XDG_CACHE_HOME"] = cache;
        start.Environment["PSModuleAnalysisCachePath"] = Path.Combine(cache, "ModuleAnalysisCache");
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        start.Environment["NO_COLOR"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0"; // processes that live for seconds do not earn back what a profile costs
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // a killed process would leave its diagnostic files in the temporary folder
        return start;
    }

    /// <summary>Its name, which is part of a test's.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;

    private static string Metadata(string key) =>
        typeof(PowerShellHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => string.Equals(a.Key, key, StringComparison.Ordinal)).Value!;
}
