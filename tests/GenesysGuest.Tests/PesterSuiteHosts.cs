using System.Diagnostics;
using System.Reflection;
using Xunit.Sdk;

namespace GenesysGuest.Tests;

/// <summary>The PowerShells of one name that are on PATH and have Pester 5; where there is none, a row that is skipped and says why.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class PesterHostAttribute : DataAttribute
{
    private const string Probe = "if (Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -eq 5 }) { 'yes' } else { 'no' }";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Asked once: discovery makes attributes time and again.
    private static readonly Lazy<string[]> SevenOnPath = new(() => OnPath("pwsh"));
    private static readonly Lazy<string[]> DesktopOnPath = new(() => OperatingSystem.IsWindows() ? OnPath("powershell") : []);
    private static readonly Lazy<string[]> SevenWithPester = new(() => [.. SevenOnPath.Value.Where(HasPester)]);
    private static readonly Lazy<string[]> DesktopWithPester = new(() => [.. DesktopOnPath.Value.Where(HasPester)]);

    private readonly string _name;
    private readonly string[] _usable;

    public PesterHostAttribute(string name)
    {
        bool isDesktop = name is "powershell";
        string[] found = (isDesktop ? DesktopOnPath : SevenOnPath).Value;
        _name = name;
        _usable = (isDesktop ? DesktopWithPester : SevenWithPester).Value;
        if (found.Length == 0)
        {
            Skip = $"There is no {name} on PATH.";
        }
        else if (_usable.Length == 0)
        {
            Skip = $"No Pester 5 in {string.Join(" and ", found)}: Install-Module Pester -MaximumVersion 5.99.";
        }
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        // Windows PowerShell is missed on Windows only. The reason stands in the name as well: `dotnet test` shows no more than that unless asked.
        bool isMissed = _name is not "powershell" || OperatingSystem.IsWindows();
        return _usable.Length > 0 ? _usable.Select(path => new object[] { path }) : isMissed ? [[$"skipped: {Skip}"]] : [];
    }

    private static string[] OnPath(string name)
    {
        string file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        IEnumerable<string> found =
            from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            let path = Path.Combine(folder.Trim('"'), file)
            where File.Exists(path)
            select path;

        // One behind two names is one.
        return [.. found.DistinctBy(path => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path, StringComparer.Ordinal)];
    }

    private static bool HasPester(string powerShell)
    {
        ProcessStartInfo start = new(powerShell, ["-NoProfile", "-NonInteractive", "-Command", Probe])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return false;
            }

            return process.StandardOutput.ReadToEnd().Contains("yes", StringComparison.Ordinal);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // What is there cannot be run, as an alias of the Microsoft Store that leads nowhere.
            return false;
        }
    }
}
