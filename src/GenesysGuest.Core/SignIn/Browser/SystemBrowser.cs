using GenesysGuest.SignIn.Browser;

namespace GenesysGuest;

/// <summary>Opens an address in the user's browser (RFC 8252 §4: never in an embedded view).</summary>
public static class SystemBrowser
{
    /// <summary>
    /// Opens an address if the user would see the browser. On Unix, a browser in the variable BROWSER takes precedence. The address is passed as a single argument, and no command interpreter reads it.
    /// </summary>
    /// <param name="address">An http or https address.</param>
    /// <param name="reason">Why no browser was opened, as one printable sentence without the address, or null if one was opened.</param>
    /// <returns>Whether a browser was started. It is unknown whether it shows the page, so also show the address.</returns>
    public static bool TryOpen(Uri address, out string? reason) => TryOpen(address, BrowserSurroundings.Real, out reason);

    internal static bool TryOpen(Uri address, BrowserSurroundings surroundings, out string? reason)
    {
        ArgumentNullException.ThrowIfNull(address);

        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
        {
            reason = "Only http and https addresses can be opened in a browser.";
            return false;
        }

        // AbsoluteUri is percent-encoded: it contains no spaces, quotes, or control characters, and it begins with its scheme, so it cannot be an option.
        string url = address.AbsoluteUri;

        // The variable takes precedence, because an editor's remote session sets a browser that opens on the user's machine.
        if (surroundings.ChosenBrowsers(url).Any(chosen => surroundings.Start(chosen.Program, chosen.Arguments)))
        {
            reason = null;
            return true;
        }

        reason = surroundings.WhyNoBrowser();
        if (reason is not null)
        {
            return false;
        }

        if (Launcher(surroundings) is not var (program, arguments))
        {
            reason = "No program to open addresses was found. xdg-open is not installed.";
            return false;
        }

        bool isStarted = program is null ? surroundings.Start(url, []) : surroundings.Start(program, [.. arguments, url]);
        reason = isStarted ? null : $"The browser could not be started with {program ?? "the Windows shell"}.";
        return isStarted;
    }

    /// <summary>Returns the program that opens addresses, and the arguments before the address. Without a program, Windows opens the address itself.</summary>
    private static (string? Program, string[] Arguments)? Launcher(BrowserSurroundings surroundings)
    {
        const string MacOpen = "/usr/bin/open";
        const string WindowsLauncher = "/mnt/c/Windows/System32/rundll32.exe";

        switch (surroundings.Platform)
        {
            case BrowserPlatform.Windows:
                return (null, []);
            case BrowserPlatform.MacOS:
                return (MacOpen, []);
            case BrowserPlatform.Wsl when surroundings.FindOnPath("wslview") is { } wslview:
                return (wslview, []);
            case BrowserPlatform.Wsl when surroundings.FileExists(WindowsLauncher):
                return (WindowsLauncher, ["url.dll,FileProtocolHandler"]);
            default:
                return surroundings.FindOnPath("xdg-open") is { } xdgOpen ? (xdgOpen, []) : null;
        }
    }
}
