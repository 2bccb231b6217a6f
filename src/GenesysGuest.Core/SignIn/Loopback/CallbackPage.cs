using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GenesysGuest.SignIn.Loopback;

/// <summary>A page that is sent to a browser. It is created once and never contains data from a request.</summary>
internal sealed class CallbackPage
{
    private const string Product = "GenesysGuest";

    private const string Style = """
        :root { color-scheme: light dark; --ink: #1b2330; --quiet: #4a5462; --paper: #ffffff; --field: #f1f3f7; --line: #c9d0da; --accent: #0a5099; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e8ecf2; --quiet: #a9b4c2; --paper: #1c222b; --field: #12161c; --line: #414b59; --accent: #8ec1ff; } }
        * { box-sizing: border-box; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--field); }
        main { width: min(30rem, 100%); padding: 2rem; background: var(--paper); border: 1px solid var(--line); border-top: .375rem solid var(--accent); border-radius: .75rem; }
        header { margin: 0 0 1.25rem; font-weight: 600; color: var(--accent); }
        h1 { margin: 0 0 .75rem; font-size: 1.375rem; line-height: 1.25; text-wrap: balance; }
        p { margin: 0; }
        p + p { margin-top: .75rem; color: var(--quiet); font-size: .9375rem; }
        """;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly byte[] _head;
    private readonly byte[] _whole;

    private CallbackPage(int status, string reason, string title, string text, string? header = null)
    {
        Status = status;
        string body =
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} - {Product}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <header>{Product}</header>
            <h1>{title}</h1>
            {string.Join("\n", text.Split('\n').Select(paragraph => $"<p>{paragraph}</p>"))}
            </main>
            </body>
            </html>

            """;
        byte[] content = Encoding.UTF8.GetBytes(body);
        string[] lines =
        [
            $"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} {reason}",
            "Content-Type: text/html; charset=utf-8",
            $"Content-Length: {content.Length.ToString(CultureInfo.InvariantCulture)}",
            "Connection: close",
            "Cache-Control: no-store",
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: no-referrer",
            $"Content-Security-Policy: {Policy}",
            .. header is null ? Array.Empty<string>() : [header],
            "\r\n",
        ];
        _head = Encoding.ASCII.GetBytes(string.Join("\r\n", lines));
        _whole = [.. _head, .. content];
    }

    /// <summary>The code was received but not yet redeemed, so the page does not state that the sign-in succeeded.</summary>
    public static CallbackPage Received { get; } = new(
        200, "OK", "Response received", "Return to the window where you started. The sign-in continues there.\nYou can close this page.");

    public static CallbackPage Denied { get; } = new(
        200, "OK", "Access was not granted", "You are not signed in. Return to the window where you started to see the reason.\nYou can close this page.");

    /// <summary>For a request with the correct state that arrives after the sign-in has succeeded or failed.</summary>
    public static CallbackPage AlreadyAnswered { get; } = new(
        200, "OK", "This sign-in is over", "It was completed before, or it ended. Return to the window where you started to see the result.\nYou can close this page.");

    public static CallbackPage NotThisSignIn { get; } = new(
        400, "Bad Request", "Not the response to this sign-in", "The sign-in is still waiting. Continue on the page that it opened in your browser, or start again there.");

    public static CallbackPage WrongPath { get; } = new(404, "Not Found", "Page not found", "This address only receives the response to a sign-in.");

    public static CallbackPage WrongMethod { get; } = new(
        405, "Method Not Allowed", "Method not allowed", "This address only receives the response to a sign-in.", "Allow: GET");

    public static CallbackPage WrongHost { get; } = new(421, "Misdirected Request", "Misdirected request", "This address is not served here.");

    private static CallbackPage BadRequest { get; } = new(400, "Bad Request", "Bad request", "This request cannot be read.");

    private static CallbackPage TargetTooLong { get; } = new(414, "URI Too Long", "Address too long", "The address is longer than any response to a sign-in.");

    private static CallbackPage HeadersTooLarge { get; } = new(
        431, "Request Header Fields Too Large", "Headers too large", "Delete the cookies for this address in your browser, then load the page again.");

    private static CallbackPage WrongVersion { get; } = new(
        505, "HTTP Version Not Supported", "HTTP version not supported", "Use HTTP/1.1 or HTTP/1.0.");

    public int Status { get; }

    /// <summary>Returns the page for a request with a faulty head.</summary>
    /// <param name="fault">See <see cref="HttpRequestHead.Fault"/>.</param>
    /// <returns>The page.</returns>
    public static CallbackPage For(int fault) => fault switch
    {
        414 => TargetTooLong,
        431 => HeadersTooLarge,
        505 => WrongVersion,
        _ => BadRequest,
    };

    /// <summary>Returns the response as it is sent.</summary>
    /// <param name="method">The method. The response to a HEAD request has no content (RFC 9110 §9.3.2).</param>
    /// <returns>The bytes of the response.</returns>
    public ArraySegment<byte> ToResponse(string? method) => new(string.Equals(method, "HEAD", StringComparison.Ordinal) ? _head : _whole);
}
