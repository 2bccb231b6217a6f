using System.Net;

namespace GenesysGuest.Tests.OAuthPeer;

/// <summary>In the place of a browser: it follows redirects, and keeps cookies.</summary>
internal static class Visitor
{
    /// <summary>Opens a page.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The page on which it ends.</returns>
    public static async Task<Page> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        using SocketsHttpHandler handler = new() { UseProxy = false, CookieContainer = new CookieContainer() };
        using HttpClient client = new(handler);
        using HttpResponseMessage answer = await client.GetAsync(address, cancellationToken);
        return new Page(answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken), answer.RequestMessage!.RequestUri!);
    }
}

/// <summary>What a browser shows at the end.</summary>
/// <param name="Status">The status of the answer.</param>
/// <param name="Text">Its body.</param>
/// <param name="Address">What is in the address bar.</param>
internal sealed record Page(HttpStatusCode Status, string Text, Uri Address);
