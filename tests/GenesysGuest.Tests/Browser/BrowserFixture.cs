namespace GenesysGuest.Tests.Browser;

/// <summary>One browser for all of these tests, one after the other: it takes longer to start than they take.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private Chromium? _chromium;

    /// <summary>The browser as it was when it started: nothing open, nothing logged, a light color scheme.</summary>
    internal Chromium Fresh()
    {
        _chromium!.Reset();
        return _chromium;
    }

    public Task InitializeAsync()
    {
        if (Programs.Chromium is { } browser && Programs.ChromeDriver is { } driver)
        {
            _chromium = Chromium.Start(browser, driver);
        }

        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _chromium?.Dispose();
        return Task.CompletedTask;
    }
}

[CollectionDefinition(Name)]
public sealed class OneBrowser : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}
