using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace GenesysGuest.Sandbox;

/// <summary>The pages for a person: consent, and errors that must not be redirected. They use no scripts and no external resources.</summary>
internal static class HtmlPage
{
    private const string Style = """
        :root { color-scheme: light dark;
                --ink: #1b2330; --quiet: #55606f; --paper: #ffffff; --field: #f1f3f7; --line: #c9d0da; --accent: #0b57a4; --on: #ffffff; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e8ecf2; --quiet: #a9b4c2; --paper: #1c222b; --field: #12161c; --line: #414b59; --accent: #8ec1ff; --on: #0c1420; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem;
               font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--field); }
        main { width: min(30rem, 100%); padding: 2rem; background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; }
        main > :last-child { margin-bottom: 0; }
        h1 { margin: 0 0 .75rem; font-size: 1.375rem; line-height: 1.25; text-wrap: balance; }
        p { margin: 0 0 1rem; }
        ul { margin: 0 0 1rem; padding-left: 1.25rem; }
        code { font: .9375em ui-monospace, monospace; overflow-wrap: anywhere; }
        h1 code { display: inline-block; max-width: 100%; }
        .quiet { color: var(--quiet); font-size: .9375rem; }
        form { display: flex; gap: .75rem; margin-top: 1.5rem; }
        button { flex: 1; padding: .7rem 1rem; font: inherit; font-weight: 600; border: 1px solid var(--accent); border-radius: .5rem;
                 color: var(--accent); background: transparent; cursor: pointer; }
        #allow { color: var(--on); background: var(--accent); }
        button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
        """;

    private static readonly string StyleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    public static void WriteConsent(HttpContext context, AuthorizeRequest request, string consentId)
    {
        IReadOnlyList<string> asked = request.Scopes.Count > 0 ? request.Scopes : request.Granted;
        string scopes = asked.Count == 0
            ? "<p>It requests no scopes.</p>"
            : "<p>It requests:</p>\n<ul>\n" + string.Concat(asked.Select(scope => $"  <li><code>{Encode(scope)}</code></li>\n")) + "</ul>";
        WriteHeaders(context, FormActions(request.RedirectUri));
        Write(context, StatusCodes.Status200OK, "Allow access? - Genesys Cloud sandbox", $"""
            <h1>Allow <code>{Encode(request.Client.Id)}</code> to act on your behalf?</h1>
            {scopes}
            <p class="quiet">Your choice is sent to <code>{Encode(request.RedirectUri)}</code>.
            This is a local sandbox. It involves no Genesys Cloud organization.</p>
            <form method="post" action="{AuthorizeEndpoint.ConsentPath}">
              <input type="hidden" name="consent" value="{consentId}">
              <button type="submit" id="allow" name="decision" value="allow">Allow</button>
              <button type="submit" id="deny" name="decision" value="deny">Deny</button>
            </form>
            """);
    }

    public static void WriteError(HttpContext context, int status, string problem)
    {
        WriteHeaders(context);
        Write(context, status, "Sign-in failed - Genesys Cloud sandbox", $"""
            <h1>The sign-in cannot continue</h1>
            <p>{Encode(problem)}</p>
            <p class="quiet">The sandbox did not send you back to the application, because it could not trust the request.</p>
            """);
    }

    public static void WriteHeaders(HttpContext context, string formActions = "'none'")
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'sha256-{StyleHash}'; form-action {formActions}; frame-ancestors 'none'; base-uri 'none'";
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";

        // With no-referrer, browsers would send the form with the origin "null".
        headers["Referrer-Policy"] = "same-origin";
    }

    /// <summary>Composes the permitted form targets: this server and the client's redirect URI, because browsers also check redirects.</summary>
    private static string FormActions(string redirectUri)
    {
        Uri target = new(redirectUri);

        // A content security policy cannot contain an IPv6 host.
        bool hasNamedHost = target.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4;
        return "'self' " + (hasNamedHost ? target.GetLeftPart(UriPartial.Authority) : target.Scheme + ":");
    }

    private static void Write(HttpContext context, int status, string title, string content)
    {
        string page = $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encode(title)}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            {content}
            </main>
            </body>
            </html>

            """;
        ResponseWriter.Write(context, status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
