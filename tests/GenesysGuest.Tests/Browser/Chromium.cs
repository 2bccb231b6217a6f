using System.Diagnostics;
using System.Globalization;
using GenesysGuest.Tests.Modules;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using OpenQA.Selenium.Support.UI;

namespace GenesysGuest.Tests.Browser;

/// <summary>A real browser without a window, with a profile of its own. It ends with this object, whatever state it is in.</summary>
internal sealed class Chromium : IDisposable
{
    public const int Width = 800;
    public const int Height = 500;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--hide-scrollbars",
    ];

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("genesysguest-chromium-");
    private readonly ChromeDriverService _service;
    private readonly ChromeDriver _driver;
    private readonly Process[] _processes;

    private Chromium(string browser, string driver)
    {
        // The driver's path is given, so Selenium does not look for one elsewhere.
        _service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(driver)!, Path.GetFileName(driver));
        _service.SuppressInitialDiagnosticInformation = true;
        _service.HideCommandPromptWindow = true;
        _service.DriverProcessStarting += (_, starting) =>
        {
            // Nothing is left behind in the user's folders.
            starting.DriverServiceProcessStartInfo.Environment["XDG_CONFIG_HOME"] = _profile.FullName;
            starting.DriverServiceProcessStartInfo.Environment["XDG_CACHE_HOME"] = _profile.FullName;
        };
        ChromeOptions options = new() { BinaryLocation = browser };
        options.AddArguments(Flags);
        options.AddArgument("--user-data-dir=" + _profile.FullName);
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        try
        {
            _driver = new ChromeDriver(_service, options, commandTimeout: TimeSpan.FromSeconds(30));
            int browserId = Convert.ToInt32(_driver.Capabilities.GetCapability("goog:processID"), CultureInfo.InvariantCulture);
            _processes = [Process.GetProcessById(browserId), Process.GetProcessById(_service.ProcessId)];
            _driver.Manage().Timeouts().PageLoad = Limit;
        }
        catch
        {
            if (_service.IsRunning)
            {
                using Process process = Process.GetProcessById(_service.ProcessId);
                process.Kill(entireProcessTree: true);
            }

            _service.Dispose();
            DeleteProfile();
            throw;
        }
    }

    public string Title => _driver.Title;

    public Uri Address => new(_driver.Url);

    /// <summary>The document as it is now.</summary>
    public string Source => (string)Run("return document.documentElement.outerHTML")!;

    public static Chromium Start(string browser, string driver) => new(browser, driver);

    public void Reset()
    {
        _driver.Navigate().GoToUrl("about:blank");
        _driver.Manage().Cookies.DeleteAllCookies();
        UseDarkScheme(false);
        Resize(Width);
        _ = TakeErrors();
    }

    public void Open(Uri address) => _driver.Navigate().GoToUrl(address);

    public void Click(string id) => _driver.FindElement(By.Id(id)).Click();

    public void WaitForTitle(string title) => new WebDriverWait(_driver, Limit)
    {
        Message = $"The page '{title}' did not appear.",
        PollingInterval = TimeSpan.FromMilliseconds(50),
    }.Until(driver => string.Equals(driver.Title, title, StringComparison.Ordinal));

    public object? Run(string script) => _driver.ExecuteScript(script);

    /// <summary>What the console complained of since this was last asked, violations of a content security policy included.</summary>
    public IReadOnlyList<string> TakeErrors() =>
        [.. _driver.Manage().Logs.GetLog(LogType.Browser).Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Message)];

    public void UseDarkScheme(bool isDark) => Command(
        "Emulation.setEmulatedMedia",
        ("features", new[] { new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" } }));

    /// <summary>Sets the width of the page, in CSS pixels.</summary>
    public void Resize(int width) => Command(
        "Emulation.setDeviceMetricsOverride", ("width", width), ("height", Height), ("deviceScaleFactor", 1), ("mobile", false));

    /// <summary>Leaves a picture of the page among the test results.</summary>
    public void Picture(string name)
    {
        string folder = Directory.CreateDirectory(Repository.PathTo("TestResults/screenshots")).FullName;
        _driver.GetScreenshot().SaveAsFile(Path.Combine(folder, name + ".png"));
    }

    public void Dispose()
    {
        try
        {
            _driver.Quit();
        }
        catch (WebDriverException)
        {
            // It does not answer any more. What follows needs no answer.
        }
        finally
        {
            foreach (Process process in _processes)
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }

                process.Dispose();
            }

            _service.Dispose();
            DeleteProfile();
        }
    }

    private void Command(string name, params (string Name, object? Value)[] parameters) =>
        _driver.ExecuteCdpCommand(name, parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal));

    private void DeleteProfile()
    {
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A process that is just ending still writes there; the folder is a temporary one.
        }
    }
}
