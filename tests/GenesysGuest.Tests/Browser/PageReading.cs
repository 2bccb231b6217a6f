namespace GenesysGuest.Tests.Browser;

/// <summary>What the browser made of a page: read from the rendered document, not from what was sent.</summary>
internal sealed record PageReading(string Language, string Background, string Font, double Contrast, bool FitsItsWidth, long Scripts)
{
    // The lowest contrast of any text with what lies behind it (WCAG 2.2, 1.4.3).
    private const string Script = """
        const color = text => text.match(/[\d.]+/g).map(Number);
        const channel = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b) + 0.05;
        const behind = element => {
          const back = color(getComputedStyle(element).backgroundColor);
          return back.length === 3 || back[3] > 0 ? back : element.parentElement ? behind(element.parentElement) : [255, 255, 255];
        };
        const contrast = element => {
          const pair = [luminance(color(getComputedStyle(element).color)), luminance(behind(element))];
          return Math.max(...pair) / Math.min(...pair);
        };
        const body = getComputedStyle(document.body);
        return {
          language: document.documentElement.lang,
          background: body.backgroundColor,
          font: body.fontFamily,
          contrast: 1.0 * Math.min(...[...document.querySelectorAll('main *')].filter(e => e.textContent.trim()).map(contrast)),
          fits: document.documentElement.scrollWidth <= window.innerWidth,
          scripts: document.scripts.length,
        };
        """;

    public static PageReading Of(Chromium chromium)
    {
        Dictionary<string, object> read = (Dictionary<string, object>)chromium.Run(Script)!;
        return new(
            (string)read["language"],
            (string)read["background"],
            (string)read["font"],
            Convert.ToDouble(read["contrast"], System.Globalization.CultureInfo.InvariantCulture),
            (bool)read["fits"],
            (long)read["scripts"]);
    }
}
