using System.Diagnostics;
using GenesysGuest.Tests.Browser;
using GenesysGuest.Tests.Modules;

namespace GenesysGuest.Tests.Sdk;

/// <summary>The vendor's own SDK for JavaScript, a peer that nobody here wrote, in the version that the lock file pins.</summary>
internal static class VendorSdk
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);

    // Whoever asks first installs it; all others wait for that.
    private static readonly Lazy<string?> Installed = new(Install);

    /// <summary>Where it is installed, with the scripts that use it.</summary>
    public static string Folder { get; } = Repository.PathTo("tests/GenesysGuest.Sdk");

    /// <summary>The SDK as a browser loads it: one file.</summary>
    public static string BrowserBundle { get; } = Path.Combine(Folder, "node_modules/purecloud-platform-client-v2/dist/web-cjs/purecloud-platform-client-v2.min.js");

    /// <summary>Why it cannot be used; null: it can.</summary>
    public static string? Missing =>
        Programs.Node is null ? "Node.js is not installed."
        : Programs.Npm is null ? "npm is not installed."
        : Installed.Value;

    private static string? Install()
    {
        string wanted = File.ReadAllText(Path.Combine(Folder, "package-lock.json"));
        string mark = Path.Combine(Folder, "node_modules", ".installed"); // npm empties the folder before it installs anything
        if (File.Exists(mark) && string.Equals(File.ReadAllText(mark), wanted, StringComparison.Ordinal))
        {
            return null;
        }

        string? problem = RunNpm();
        if (problem is null)
        {
            File.WriteAllText(mark, wanted);
        }

        return problem is null ? null : $"npm could not install the vendor's SDK: {problem}";
    }

    private static string? RunNpm()
    {
        ProcessStartInfo start = new(
            Programs.Npm!,
            ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress", "--no-update-notifier", "--loglevel=error", "--prefer-offline", "--fetch-retries=1"])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process npm = Process.Start(start)!;
        npm.StandardInput.Close();
        Task<string> output = npm.StandardOutput.ReadToEndAsync();
        Task<string> errors = npm.StandardError.ReadToEndAsync();
        if (!npm.WaitForExit(InstallLimit))
        {
            npm.Kill(entireProcessTree: true);
            return $"it was not done after {InstallLimit.TotalMinutes} minutes.";
        }

        Task.WaitAll(output, errors);
        return npm.ExitCode == 0 ? null : CodeIn(errors.Result) ?? $"it ended with the exit code {npm.ExitCode}.";
    }

    private static string? CodeIn(string errors) =>
        errors.Split('\n').Select(line => line.Trim().Split(' ')).FirstOrDefault(words => words is ["npm", "error" or "ERR!", "code", _])?[3];
}
