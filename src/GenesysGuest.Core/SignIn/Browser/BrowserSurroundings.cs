using System.ComponentModel;
using System.Diagnostics;

namespace GenesysGuest.SignIn.Browser;

/// <summary>What decides whether there is a browser, and how it is opened: the system, its variables and files, and how a process is started.</summary>
internal sealed record BrowserSurroundings(
    BrowserPlatform Platform,
    bool IsInteractive,
    Func<string, string?> Variable,
    Func<string, bool> FileExists,
    Func<string, IReadOnlyList<string>, bool> Start)
{
    /// <summary>Those of this process.</summary>
    public static BrowserSurroundings Real => new(
        RealPlatform(), Environment.UserInteractive, Environment.GetEnvironmentVariable, File.Exists, StartProcess);

    private bool HasDisplay => IsSet("DISPLAY") || IsSet("WAYLAND_DISPLAY");

    /// <summary>Why a browser would not start, or would start where the user does not see it; null if it would.</summary>
    public string? WhyNoBrowser()
    {
        bool isLinux = Platform is BrowserPlatform.Linux or BrowserPlatform.Wsl;

        // A display in an SSH session is the user's own (X11 forwarding); only the X Window System has that.
        if ((IsSet("SSH_CONNECTION") || IsSet("SSH_TTY")) && !(isLinux && HasDisplay))
        {
            return "This is an SSH session: a browser would open on the remote machine, out of sight.";
        }

        if (IsSet("KUBERNETES_SERVICE_HOST") || (isLinux && (FileExists("/.dockerenv") || FileExists("/run/.containerenv"))))
        {
            return "This runs in a container, which has no browser that could reach you.";
        }

        if (!IsInteractive)
        {
            return "This process runs in the background, where no window can be seen.";
        }

        return Platform == BrowserPlatform.Linux && !HasDisplay ? "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set." : null;
    }

    /// <summary>The browsers that the user named in BROWSER, as xdg-open reads it: commands separated by colons, with <c>%s</c> for the address.</summary>
    /// <param name="address">The address.</param>
    /// <returns>Those that are there, with their arguments; none on Windows, where the variable means nothing.</returns>
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

    /// <summary>A program on PATH; only absolute directories count, so that the current one cannot slip a program in.</summary>
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

    /// <summary>Tells WSL from other Linux, also where sudo or a service has dropped its variables.</summary>
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
        // On Windows the shell opens the address. Besides, it starts the browser without our handles, of which one is the listening socket.
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
            // Neither our own arguments nor an encoded address has a quote or a backslash in it.
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

            return true; // the shell may have handed the address to a browser that runs, and then there is no process
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    /// <summary>Browsers chat on the terminal that started them. It is read as it comes, for a full pipe would stop them.</summary>
    private static void Discard(StreamReader output) => _ = output.BaseStream.CopyToAsync(Stream.Null);
}
