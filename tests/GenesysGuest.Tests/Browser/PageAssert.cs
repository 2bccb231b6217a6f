namespace GenesysGuest.Tests.Browser;

/// <summary>What holds for every page that a person is shown, whoever serves it.</summary>
internal static class PageAssert
{
    /// <summary>Checks the page that is open, and leaves the browser as it found it.</summary>
    /// <param name="chromium">The browser.</param>
    /// <param name="kept">What came with the request and must not be in the page.</param>
    /// <param name="status">The status it came with: browsers complain of 400 and more themselves.</param>
    public static void IsSound(Chromium chromium, IEnumerable<string> kept, int status = 200)
    {
        IEnumerable<string> errors = chromium.TakeErrors();
        if (status >= 400)
        {
            errors = errors.Where(error => !error.Contains($"the server responded with a status of {status}", StringComparison.Ordinal));
        }

        Assert.Empty(errors);
        Assert.NotEqual("", chromium.Title, StringComparer.Ordinal);
        string source = chromium.Source;
        Assert.All(kept, text => Assert.DoesNotContain(text, source, StringComparison.OrdinalIgnoreCase));

        PageReading light = PageReading.Of(chromium);
        chromium.UseDarkScheme(true);
        PageReading dark = PageReading.Of(chromium);
        chromium.UseDarkScheme(false);
        chromium.Resize(320);
        PageReading narrow = PageReading.Of(chromium);
        chromium.Resize(Chromium.Width);

        Assert.Equal("en", light.Language);
        Assert.Equal(0, light.Scripts);
        Assert.All([light, dark], page =>
        {
            // Without its style, a page's body is transparent and in the browser's own serif.
            Assert.StartsWith("rgb(", page.Background, StringComparison.Ordinal);
            Assert.StartsWith("system-ui", page.Font, StringComparison.Ordinal);
            Assert.True(page.Contrast >= 4.5, $"The contrast is {page.Contrast:0.0} to 1.");
        });
        Assert.NotEqual(light.Background, dark.Background, StringComparer.Ordinal);
        Assert.True(narrow.FitsItsWidth, "The page must be scrolled sideways on a narrow screen.");
    }
}
