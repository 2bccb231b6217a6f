namespace GenesysGuest.SignIn.Browser;

/// <summary>The ways in which systems open an address.</summary>
internal enum BrowserPlatform
{
    Windows,
    MacOS,
    Linux,

    /// <summary>Linux in Windows, whose browser is the one that the user sees.</summary>
    Wsl,
}
