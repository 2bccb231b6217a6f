using System.ComponentModel;
using System.Diagnostics;

namespace GenesysGuest.SignIn.Browser;

/// <summary>The conditions that decide whether and how a browser is opened: the platform, its variables and files, and how a process is started.</summary>
internal sealed record BrowserSurroundings(
    BrowserPlatform Platform,
    bool IsInteractive,
    Func<string, string?> Variable,
    Func<string, bool> FileExists,
    Func<string, IReadOnlyList<string>, bool> Start)
{
    /// <summary>The conditions of this process.</summary>
    public static BrowserSurroundings Real => new(
        RealPlatform(), Environment.UserInteractive, Environment.GetEnvironmentVariable, File.Exists, StartProcess);

    private bool HasDisplay => IsSet("DISPLAY") || IsSet("WAYLAND_DISPLAY");

    /// <summary>Returns why a browser would not start, or would start where the user cannot see it, or null if it would work.</summary>
    public string? WhyNoBrowser()
    {
        bool isLinux = Platform is BrowserPlatform.Linux or BrowserPlatform.Wsl;

        // On Linux, a display in an SSH session is on the user's computer (X11 forwarding).
        if ((IsSet("SSH_CONNECTION") || IsSet("SSH_TTY")) && !(isLinux && HasDisplay))
        {
            return "This is an SSH session. A browser would open on the remote machine, where you cannot see it.";
        }

        if (IsSet("KUBERNETES_SERVICE_HOST") || (isLinux && (FileExists("/.dockerenv") || FileExists("/run/.containerenv"))))
        {
            return "This process runs in a container, where you cannot see a browser.";
        }

        if (!IsInteractive)
        {
            return "This process runs in the background, where you cannot see a window.";
        }

        return Platform == BrowserPlatform.Linux && !HasDisplay ? "No display is available. Neither DISPLAY nor WAYLAND_DISPLAY is set." : null;
    }

    /// <summary>Returns the browsers in the variable BROWSER, in the format of xdg-open: commands separated by colons, with <c>%s</c> for the address.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The existing browsers with their arguments. Empty on Windows, where the variable has no meaning.</returns>
    public IEnumerable<(string Program, IReadOnlyList<string> Arguments)> ChosenBrowsers(string address)
    {
        if (Platform == BrowserPlatform.Windows)
        {
            yield break;
        }

        foreach (string command in (Variable("BROWSER") ?? "").Split(':'))
        {
            string[] words = command.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || Locate(words[0]) is not { } program)
            {
                continue;
            }

            string[] given = [.. words.Skip(1)];
            IEnumerable<string> arguments = given.Select(word => string.Join("%", word.Split(["%%"], StringSplitOptions.None).Select(part => part.Replace("%s", address))));
            yield return (program, given.Any(word => word.Contains("%s", StringComparison.Ordinal)) ? [.. arguments] : [.. arguments, address]);
        }
    }

    /// <summary>Finds a program on PATH. Only absolute directories are searched, so that a program in the current directory is never started.</summary>
    public string? FindOnPath(string program) => (Variable("PATH") ?? "")
        .Split(':')
        .Where(directory => directory.Length > 0 && directory[0] == '/')
        .Select(directory => $"{directory.TrimEnd('/')}/{program}")
        .FirstOrDefault(FileExists);

    private string? Locate(string program) => program[0] == '/'
        ? FileExists(program) ? program : null
        : program.Contains('/') ? null : FindOnPath(program);

    private static BrowserPlatform RealPlatform()
    {
        if (OperatingSystem.IsWindows())
        {
            return BrowserPlatform.Windows;
        }

        return OperatingSystem.IsMacOS() ? BrowserPlatform.MacOS : LinuxPlatform(Environment.GetEnvironmentVariable, KernelVersion());
    }

    /// <summary>Distinguishes WSL from other Linux systems, even if sudo or a service has removed its variables.</summary>
    internal static BrowserPlatform LinuxPlatform(Func<string, string?> variable, string kernelVersion) =>
        !string.IsNullOrEmpty(variable("WSL_DISTRO_NAME")) || kernelVersion.Contains("microsoft", StringComparison.OrdinalIgnoreCase)
            ? BrowserPlatform.Wsl
            : BrowserPlatform.Linux;

    private static string KernelVersion()
    {
        try
        {
            return File.ReadAllText("/proc/version");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private bool IsSet(string name) => !string.IsNullOrEmpty(Variable(name));

    private static bool StartProcess(string program, IReadOnlyList<string> arguments)
    {
        // On Windows, the shell opens the address. It also starts the browser without inheriting our handles, one of which is the listening socket.
        bool byShell = OperatingSystem.IsWindows();
        ProcessStartInfo start = new(program)
        {
            UseShellExecute = byShell,
            RedirectStandardInput = !byShell,
            RedirectStandardOutput = !byShell,
            RedirectStandardError = !byShell,
        };
        foreach (string argument in arguments)
        {
#if NETSTANDARD2_0
            // Neither our arguments nor an encoded address contain a quote or a backslash.
            start.Arguments += $"\"{argument}\" ";
#else
            start.ArgumentList.Add(argument);
#endif
        }

        try
        {
            Process? process = Process.Start(start);
            if (process is not null && !byShell)
            {
                process.StandardInput.Close();
                Discard(process.StandardOutput);
                Discard(process.StandardError);
            }

            return true; // without a process, the shell passed the address to a running browser
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    /// <summary>Discards the output that browsers write to the terminal. It must be read, because a full pipe would block them.</summary>
    private static void Discard(StreamReader output) => _ = output.BaseStream.CopyToAsync(Stream.Null);
}
