namespace GenesysGuest.SignIn.Browser;

/// <summary>The platforms, which open addresses in different ways.</summary>
internal enum BrowserPlatform
{
    Windows,
    MacOS,
    Linux,

    /// <summary>Linux on Windows, where the user sees the browser of Windows.</summary>
    Wsl,
}
