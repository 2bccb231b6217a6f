namespace GenesysGuest.Tests.Browser;

/// <summary>The programs that these tests start, where they are installed.</summary>
internal static class Programs
{
    private static readonly string[] UsualFolders = ["/usr/bin", "/usr/local/bin", "/snap/bin", "/usr/lib/chromium", "/usr/lib/chromium-browser"];

    public static string? Chromium { get; } = Find("chromium", "chromium-browser", "google-chrome", "chrome");

    public static string? ChromeDriver { get; } = Find("chromedriver");

    private static string? Find(params string[] names)
    {
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names
            .SelectMany(name => path.Concat(UsualFolders).Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
            .FirstOrDefault(File.Exists);
    }
}
