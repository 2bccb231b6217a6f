using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GenesysGuest.SignIn.Loopback;

/// <summary>What a browser is answered: a page of our own, made once, in which nothing of any request can appear.</summary>
internal sealed class CallbackPage
{
    private const string Style =
        ":root{color-scheme:light dark}" +
        "body{margin:0;background:#fff;color:#1b1b1b;font:1.125rem/1.6 system-ui,sans-serif}" +
        "main{max-width:34rem;margin:0 auto;padding:12vh 1.5rem}" +
        "h1{margin:0 0 1rem;font-size:1.75rem;line-height:1.25}" +
        "p{margin:0}" +
        "@media(prefers-color-scheme:dark){body{background:#161616;color:#f2f2f2}}";

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
            <title>{title}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <h1>{title}</h1>
            <p>{text}</p>
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

    /// <summary>The code is in hand. It is not exchanged yet, so the page does not say that the sign-in succeeded.</summary>
    public static CallbackPage Received { get; } = new(
        200, "OK", "Answer received", "Go back to PowerShell, where the sign-in goes on. You can close this window.");

    public static CallbackPage Denied { get; } = new(
        200, "OK", "Access was not granted", "Nobody was signed in. Go back to PowerShell to see the reason. You can close this window.");

    /// <summary>For whoever comes with the right state when the matter is settled, one way or the other.</summary>
    public static CallbackPage AlreadyAnswered { get; } = new(
        200, "OK", "This sign-in is over", "It was answered before, or has ended. Go back to PowerShell to see how. You can close this window.");

    public static CallbackPage NotThisSignIn { get; } = new(
        400, "Bad Request", "Not the answer to this sign-in",
        "PowerShell still waits. Go on in the browser window that it opened, or start again there.");

    public static CallbackPage WrongPath { get; } = new(404, "Not Found", "Nothing here", "Only the answer to a sign-in is received here.");

    public static CallbackPage WrongMethod { get; } = new(
        405, "Method Not Allowed", "Method not allowed", "Only the answer to a sign-in is received here.", "Allow: GET");

    public static CallbackPage WrongHost { get; } = new(421, "Misdirected Request", "Misdirected request", "This address is not served here.");

    private static CallbackPage BadRequest { get; } = new(400, "Bad Request", "Bad request", "This request cannot be understood.");

    private static CallbackPage TargetTooLong { get; } = new(414, "URI Too Long", "Address too long", "The address is longer than any answer to a sign-in.");

    private static CallbackPage HeadersTooLarge { get; } = new(
        431, "Request Header Fields Too Large", "Headers too large", "Delete the cookies of this address in the browser and load the page again.");

    private static CallbackPage WrongVersion { get; } = new(
        505, "HTTP Version Not Supported", "HTTP version not supported", "Only HTTP/1.1 and HTTP/1.0 are spoken here.");

    public int Status { get; }

    /// <summary>The page for a request whose head is at fault.</summary>
    /// <param name="fault">See <see cref="HttpRequestHead.Fault"/>.</param>
    /// <returns>A short page.</returns>
    public static CallbackPage For(int fault) => fault switch
    {
        414 => TargetTooLong,
        431 => HeadersTooLarge,
        505 => WrongVersion,
        _ => BadRequest,
    };

    /// <summary>The response, as it goes to the socket.</summary>
    /// <param name="method">A HEAD request is answered without content (RFC 9110 §9.3.2).</param>
    /// <returns>All of its bytes.</returns>
    public ArraySegment<byte> ToResponse(string? method) => new(string.Equals(method, "HEAD", StringComparison.Ordinal) ? _head : _whole);
}
