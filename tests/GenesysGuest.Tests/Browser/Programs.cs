namespace GenesysGuest.Tests.Browser;

/// <summary>The programs that these tests start, where they are installed.</summary>
internal static class Programs
{
    private static readonly string[] UsualFolders = ["/usr/bin", "/usr/local/bin", "/snap/bin", "/usr/lib/chromium", "/usr/lib/chromium-browser"];

    public static string? Chromium { get; } = Find("chromium", "chromium-browser", "google-chrome", "chrome");

    public static string? ChromeDriver { get; } = Find("chromedriver");

    public static string? Node { get; } = Find("node", "nodejs");

    public static string? Npm { get; } = Find("npm");

    /// <summary>Why no browser can be started; null: one can.</summary>
    public static string? WhyNoBrowser => Chromium is null ? "Chromium is not installed." : ChromeDriver is null ? "chromedriver is not installed." : null;

    private static string? Find(params string[] names)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names
            .SelectMany(name => path.Concat(UsualFolders).SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending))))
            .FirstOrDefault(File.Exists);
    }
}
