using System.Text.Json;
using GenesysGuest.Sandbox;
using GenesysGuest.Tests.Browser;

namespace GenesysGuest.Tests.Sdk;

/// <summary>A page of another origin, with the vendor's SDK in a real browser: it may ask what it asks only because the sandbox lets pages ask.</summary>
[Collection(OneBrowser.Name)]
public sealed class SdkInBrowserTests(BrowserFixture fixture)
{
    private static readonly SandboxOptions Regional = new()
    {
        Layouts = SandboxLayouts.Regional,
        Clients = [SandboxClient.Regional with { AnyLoopbackPort = true }],
    };

    [SdkFact(NeedsBrowser = true)]
    public async Task A_page_signs_in_creates_a_guest_and_revokes_its_token()
    {
        Chromium chromium = fixture.Fresh();
        await using SandboxServer sandbox = await SandboxServer.StartAsync(Regional with { AutoApprove = true });
        await using PageServer site = await PageServer.StartAsync(sandbox.BaseAddress, SandboxClient.Regional.Id);

        JsonElement outcome = Visit(chromium, site);

        SandboxGuest guest = Assert.Single(sandbox.Guests);
        Assert.Equal("of the page", outcome.GetProperty("state").GetString());
        Assert.Equal("Sandbox", outcome.GetProperty("organization").GetString());
        Assert.Equal(guest.Id.ToString(), outcome.GetProperty("guest").GetProperty("id").GetString());
        Assert.Equal(guest.Token, outcome.GetProperty("guest").GetProperty("token").GetString());
        Assert.Equal("bad.credentials", outcome.GetProperty("afterwards").GetString());
        Assert.Equal(site.Page, chromium.Address);
    }

    [SdkFact(NeedsBrowser = true)]
    public async Task A_page_whose_user_denies_is_told_so()
    {
        Chromium chromium = fixture.Fresh();
        await using SandboxServer sandbox = await SandboxServer.StartAsync(Regional with { AutoDeny = true });
        await using PageServer site = await PageServer.StartAsync(sandbox.BaseAddress, SandboxClient.Regional.Id);

        JsonElement outcome = Visit(chromium, site);

        Assert.Equal("[access_denied] The request was denied on the consent page.", outcome.GetProperty("error").GetString());
        Assert.Equal(0, sandbox.Requests.Token);
    }

    private static JsonElement Visit(Chromium chromium, PageServer site)
    {
        chromium.Open(site.Page);
        chromium.WaitForTitle("Done");
        string outcome = (string)chromium.Run("return document.body.textContent")!;
        Assert.DoesNotContain(chromium.TakeErrors(), error => error.Contains("CORS", StringComparison.Ordinal));
        return JsonElement.Parse(outcome);
    }
}
