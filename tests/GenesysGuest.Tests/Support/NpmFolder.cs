using System.Diagnostics;
using GenesysGuest.Tests.Browser;

namespace GenesysGuest.Tests.Support;

/// <summary>A folder into which npm installs what its lock file pins.</summary>
/// <param name="path">Where it is.</param>
/// <param name="name">What is installed, as a skipped test names it.</param>
internal sealed class NpmFolder(string path, string name)
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);

    // Whoever asks first installs it; all others wait for that.
    private readonly Lazy<string?> _installed = new(() => Install(path) is { } problem ? $"npm could not install {name}: {problem}" : null);

    /// <summary>Where it is, with the scripts that use it.</summary>
    public string Path => path;

    /// <summary>Why it cannot be used; null: it can.</summary>
    public string? Missing =>
        Programs.Node is null ? "Node.js is not installed."
        : Programs.Npm is null ? "npm is not installed."
        : _installed.Value;

    private static string? Install(string path)
    {
        string wanted = File.ReadAllText(System.IO.Path.Combine(path, "package-lock.json"));
        string mark = System.IO.Path.Combine(path, "node_modules", ".installed"); // npm empties the folder before it installs anything
        if (File.Exists(mark) && string.Equals(File.ReadAllText(mark), wanted, StringComparison.Ordinal))
        {
            return null;
        }

        string? problem = RunNpm(path);
        if (problem is null)
        {
            File.WriteAllText(mark, wanted);
        }

        return problem;
    }

    private static string? RunNpm(string path)
    {
        ProcessStartInfo start = new(
            Programs.Npm!,
            ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress", "--no-update-notifier", "--loglevel=error", "--prefer-offline", "--fetch-retries=1"])
        {
            WorkingDirectory = path,
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
