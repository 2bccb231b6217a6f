using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GenesysGuest.Tests.Sdk;

/// <summary>A web site on this machine whose only page signs in with the vendor's SDK.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication _site;

    private PageServer(WebApplication site) => _site = site;

    /// <summary>The page, which is the redirect URI of its sign-in.</summary>
    public Uri Page => new($"{_site.Urls.Single()}/callback");

    /// <summary>Starts one.</summary>
    /// <param name="sandbox">Where the page signs in.</param>
    /// <param name="clientId">As which client.</param>
    public static async Task<PageServer> StartAsync(Uri sandbox, string clientId)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication site = builder.Build();
        string page = (await File.ReadAllTextAsync(InFolder("page.html")))
            .Replace("{sandbox}", sandbox.AbsoluteUri, StringComparison.Ordinal)
            .Replace("{client}", clientId, StringComparison.Ordinal);
        site.MapGet("/callback", () => Results.Content(page, "text/html"));
        site.MapGet("/sdk.js", () => Results.File(VendorSdk.BrowserBundle, "text/javascript"));
        site.MapGet("/page.mjs", () => Results.File(InFolder("page.mjs"), "text/javascript"));
        site.MapGet("/guest.mjs", () => Results.File(InFolder("guest.mjs"), "text/javascript"));
        await site.StartAsync();
        return new PageServer(site);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static string InFolder(string file) => Path.Combine(VendorSdk.Folder, file);
}
