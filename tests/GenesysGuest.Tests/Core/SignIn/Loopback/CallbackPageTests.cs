using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using GenesysGuest.SignIn.Loopback;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

public sealed class CallbackPageTests
{
    public static TheoryData<string> Names { get; } = [.. Pages.Keys];

    private static Dictionary<string, CallbackPage> Pages => new(StringComparer.Ordinal)
    {
        ["received"] = CallbackPage.Received,
        ["denied"] = CallbackPage.Denied,
        ["already answered"] = CallbackPage.AlreadyAnswered,
        ["not this sign-in"] = CallbackPage.NotThisSignIn,
        ["wrong path"] = CallbackPage.WrongPath,
        ["wrong method"] = CallbackPage.WrongMethod,
        ["wrong host"] = CallbackPage.WrongHost,
        ["400"] = CallbackPage.For(400),
        ["414"] = CallbackPage.For(414),
        ["431"] = CallbackPage.For(431),
        ["505"] = CallbackPage.For(505),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_page_has_every_header(string name)
    {
        RawResponse page = Render(name);

        Assert.Equal(Pages[name].Status, page.Status);
        Assert.Equal("text/html; charset=utf-8", page.Headers["Content-Type"]);
        Assert.Equal(Encoding.UTF8.GetByteCount(page.Body).ToString(CultureInfo.InvariantCulture), page.Headers["Content-Length"]);
        Assert.Equal("close", page.Headers["Connection"]);
        Assert.Equal("no-store", page.Headers["Cache-Control"]);
        Assert.Equal("nosniff", page.Headers["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
        Assert.Equal(page.Status == 405 ? 8 : 7, page.Headers.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_policy_permits_the_pages_own_style_and_nothing_else(string name)
    {
        RawResponse page = Render(name);
        string style = Regex.Match(page.Body, "<style>(?<style>.*?)</style>", RegexOptions.Singleline, TimeSpan.FromSeconds(1)).Groups["style"].Value;
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));

        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            page.Headers["Content-Security-Policy"]);
        Assert.DoesNotContain("<script", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http:", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", page.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_page_is_accessible(string name)
    {
        string body = Render(name).Body;

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", body.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">", body, StringComparison.Ordinal);
        Assert.Matches("<title>[^<]+</title>", body);
        Assert.Single(Regex.Matches(body, "<h1>[^<]+</h1>", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Single(Regex.Matches(body, "<main>", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Text_stands_out_in_light_and_in_dark()
    {
        // WCAG 2.2, 1.4.6: 7 to 1.
        string style = Render("received").Body;
        string[] Colors(string name) => [.. Regex.Matches(style, $"--{name}: #([0-9a-f]{{6}});", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Groups[1].Value)];

        string[] papers = Colors("paper");
        Assert.Equal(2, papers.Length);
        Assert.All(["ink", "quiet", "accent"], name => Assert.All(papers.Zip(Colors(name)), pair => Assert.True(Contrast(pair.First, pair.Second) >= 7, $"{name} on {pair.First}")));
    }

    [Fact]
    public void No_page_claims_that_the_sign_in_succeeded() =>
        Assert.All(Pages.Keys, name => Assert.DoesNotContain("signed in success", Render(name).Body, StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void The_receipt_sends_the_reader_back_to_where_the_sign_in_began()
    {
        string body = Render("received").Body;

        Assert.Contains("Response received", body, StringComparison.Ordinal);
        Assert.Contains("Return to the window where you started.", body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_method_is_told_the_right_one() => Assert.Equal("GET", Render("wrong method").Headers["Allow"]);

    [Fact]
    public void A_HEAD_request_gets_the_head_alone()
    {
        RawResponse whole = Render("wrong method");
        RawResponse head = RawResponse.Parse([.. CallbackPage.WrongMethod.ToResponse("HEAD")])!;

        Assert.Equal("", head.Body);
        Assert.Equal(whole.Headers, head.Headers);
    }

    private static RawResponse Render(string name) => RawResponse.Parse([.. Pages[name].ToResponse("GET")])!;

    private static double Contrast(string left, string right)
    {
        double a = Luminance(left) + 0.05;
        double b = Luminance(right) + 0.05;
        return Math.Max(a, b) / Math.Min(a, b);
    }

    private static double Luminance(string color)
    {
        double Channel(int at)
        {
            double value = int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(0)) + (0.7152 * Channel(2)) + (0.0722 * Channel(4));
    }
}
