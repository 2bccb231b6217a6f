using GenesysGuest.SignIn.Browser;

namespace GenesysGuest;

/// <summary>Opens an address in the user's own browser (RFC 8252 §4: never in a view of the program's own).</summary>
public static class SystemBrowser
{
    /// <summary>
    /// Opens an address, if there is a browser that the user would see; on Unix, one that the variable BROWSER names comes first. The address is handed over as one argument; no command interpreter reads it.
    /// </summary>
    /// <param name="address">An http or https address.</param>
    /// <param name="reason">Why no browser was opened: one printable sentence, without the address; null if one was.</param>
    /// <returns>Whether a browser was started. Whether it shows the page cannot be known: show the address as well.</returns>
    public static bool TryOpen(Uri address, out string? reason) => TryOpen(address, BrowserSurroundings.Real, out reason);

    internal static bool TryOpen(Uri address, BrowserSurroundings surroundings, out string? reason)
    {
        ArgumentNullException.ThrowIfNull(address);

        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
        {
            reason = "Only http and https addresses are opened in a browser.";
            return false;
        }

        // AbsoluteUri is percent-encoded: no blanks, no quotes, no control characters, and it begins with its scheme, so it cannot be an option.
        string url = address.AbsoluteUri;

        // Who names a browser knows where it shows: an editor's remote session sets one that opens on the user's own machine.
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
            reason = "No program that opens addresses was found: xdg-open is not installed.";
            return false;
        }

        bool isStarted = program is null ? surroundings.Start(url, []) : surroundings.Start(program, [.. arguments, url]);
        reason = isStarted ? null : $"The browser could not be started with {program ?? "the Windows shell"}.";
        return isStarted;
    }

    /// <summary>The program that opens addresses and what stands before the address; no program: Windows opens the address itself.</summary>
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
