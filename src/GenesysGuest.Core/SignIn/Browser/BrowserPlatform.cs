namespace GenesysGuest.SignIn.Browser;

/// <summary>The platforms, by the way they open an address.</summary>
internal enum BrowserPlatform
{
    Windows,
    MacOS,
    Linux,

    /// <summary>Linux on Windows, where the user sees the browser of Windows.</summary>
    Wsl,
}
